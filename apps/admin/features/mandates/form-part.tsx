import { CircleAlert } from 'lucide-react'
import { useId, type ReactNode } from 'react'

interface Props {
  title: string
  says?: string
  /** What is wrong with the part as a whole. */
  error?: string | undefined
  children: ReactNode
}

/** A part of the form under its black rule, with its own error where no single field carries it. */
export function FormPart({ title, says, error, children }: Props) {
  const id = useId()
  return (
    <fieldset aria-describedby={error ? id : undefined} className="grid min-w-0 grid-cols-[minmax(0,1fr)] gap-3">
      <legend className="rule mb-3 w-full pb-1.5 text-13 font-bold">
        {title}
        {says && <span className="block text-12 font-normal text-pretty text-ink-3">{says}</span>}
      </legend>
      {children}
      {error && (
        <p id={id} role="alert" className="flex items-start gap-[5px] text-12 text-failed">
          <CircleAlert size={14} strokeWidth={2} className="mt-px shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  )
}
