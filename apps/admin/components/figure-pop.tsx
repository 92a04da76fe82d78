import type { ReactNode, RefObject } from 'react'
import { m } from '../words.ts'
import { Pop } from './pop.tsx'

interface Props {
  trigger: RefObject<Element | null>
  close: () => void
  provenance: () => ReactNode
}

export default function FigurePop({ trigger, close, provenance }: Props) {
  return (
    <Pop
      trigger={trigger}
      close={close}
      label={m['parts.figure.source']()}
      placement="bottom start"
      className="w-[300px] rounded-2"
    >
      <div className="px-3 py-[9px] text-12">
        <h3 className="font-bold">{m['parts.figure.source']()}</h3>
        <div className="text-ink-2">{provenance()}</div>
      </div>
    </Pop>
  )
}
