import { lazy, Suspense, useRef, useState, type ReactNode } from 'react'
import { Button, type ButtonKind, type ButtonSize } from './button.tsx'
import type { Consequence } from './consequence.ts'

const ConfirmPop = lazy(() => import('./confirm-pop.tsx'))

interface Props extends Consequence {
  /** On the button that opens it: "Cancel…". */
  label: ReactNode
  kind?: ButtonKind
  size?: ButtonSize
  isDisabled?: boolean
  className?: string
}

/** For what cannot be undone: a second step that names the consequence, with the safe choice beside it. */
export function ConfirmButton({
  label,
  kind,
  size = 'normal',
  isDisabled = false,
  className = '',
  ...consequence
}: Props) {
  const [open, setOpen] = useState(false)
  const button = useRef<HTMLButtonElement>(null)
  const danger = consequence.danger ?? true
  return (
    <>
      <Button
        ref={button}
        kind={kind ?? (danger ? 'danger' : 'plain')}
        size={size}
        isDisabled={isDisabled}
        className={className}
        aria-haspopup="dialog"
        aria-expanded={open}
        onPress={() => setOpen(!open)}
      >
        {label}
      </Button>
      {open && (
        <Suspense fallback={null}>
          <ConfirmPop {...consequence} danger={danger} trigger={button} close={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
