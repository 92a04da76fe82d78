import { useState } from 'react'
import { TextField } from '../../../components/text-field.tsx'
import { duration, parseOffset } from '../../../format/index.ts'
import { m } from '../../../words.ts'

interface Props {
  label: string
  value: number
  onChange: (seconds: number) => void
}

/** A length of time, typed as people say it: "2 h", "20 min". What cannot be read changes nothing, and says so. */
export function DurationField({ label, value, onChange }: Props) {
  const [text, setText] = useState<string | null>(null)
  const read = text === null ? value : parseOffset(text)
  const wrong = read === null || read === 0
  return (
    <TextField
      label={label}
      value={text ?? duration(value)}
      error={wrong ? m['parts.offset.unread']() : undefined}
      onChange={(typed) => {
        setText(typed)
        const seconds = parseOffset(typed)
        if (seconds) onChange(Math.abs(seconds))
      }}
      onBlur={() => !wrong && setText(null)}
    />
  )
}
