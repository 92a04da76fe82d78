import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { m } from '../words.ts'

const FigurePop = lazy(() => import('./figure-pop.tsx'))

interface Props {
  /** The number, already written for the reader. */
  children: ReactNode
  /** Where it comes from: readings, definition, last reading, gaps. Drawn only once opened, so it may ask the server. */
  provenance?: () => ReactNode
  big?: boolean
}

/** A number that opens: the dotted rule leads to the readings behind it. */
export function Figure({ children, provenance, big = false }: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const size = big ? 'text-[30px] leading-10 tracking-[-.02em]' : ''
  if (!provenance) return <span className={`font-bold ${size}`}>{children}</span>
  return (
    <>
      <button
        ref={button}
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        title={m['parts.figure.source']()}
        onClick={() => setOpen(!open)}
        className={`font-bold underline decoration-strong decoration-dotted decoration-[1.5px] underline-offset-4 ${size}`}
      >
        {children}
      </button>
      {open && (
        <Suspense fallback={null}>
          <FigurePop trigger={button} close={() => setOpen(false)} provenance={provenance} />
        </Suspense>
      )}
    </>
  )
}
