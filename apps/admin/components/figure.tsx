import { type ReactNode } from 'react'
import { Button } from 'react-aria-components/Button'
import { Dialog, DialogTrigger } from 'react-aria-components/Dialog'
import { Heading } from 'react-aria-components/Heading'
import { Popover } from 'react-aria-components/Popover'
import { m } from '../words.ts'

interface Props {
  /** The number, already written for the reader. */
  children: ReactNode
  /** Where it comes from: readings, definition, last reading, gaps. Drawn only once opened. */
  provenance?: ReactNode
  big?: boolean
}

/** A number that opens: the dotted rule leads to the readings behind it. */
export function Figure({ children, provenance, big = false }: Props) {
  const size = big ? 'text-[30px] leading-10 tracking-[-.02em]' : ''
  if (!provenance) return <span className={`font-bold ${size}`}>{children}</span>
  return (
    <DialogTrigger>
      <Button className={`cursor-pointer font-bold underline decoration-strong decoration-dotted decoration-[1.5px] underline-offset-4 ${size}`}>
        {children}
      </Button>
      <Popover placement="bottom start" offset={6} className="w-[300px] max-w-[calc(100vw-16px)] rounded-2 border border-line bg-raised shadow-float">
        <Dialog className="px-3 py-[9px] text-12 outline-none">
          <Heading slot="title" className="font-bold">
            {m['parts.figure.source']()}
          </Heading>
          <div className="text-ink-2">{provenance}</div>
        </Dialog>
      </Popover>
    </DialogTrigger>
  )
}
