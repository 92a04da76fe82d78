import { useState } from 'react'
import { duration, offset, parseOffset } from '../format/index.ts'
import { m } from '../words.ts'
import { Segmented } from './segmented.tsx'
import { TextField } from './text-field.tsx'
import type { FieldParts } from './field.tsx'

interface Props extends FieldParts {
  /** Seconds after the base; negative is before it. */
  value: number | null
  onChange: (seconds: number | null) => void
  onBlur?: () => void
  isDisabled?: boolean
  /** "T-0", "lift-off": what it is before or after. */
  base?: string
}

/** T−2 h, T+29 min: typed as people say it ("1h30", "T-7 s"), with before and after beside it. */
export function OffsetField({ value, onChange, base, ...parts }: Props) {
  const [text, setText] = useState<string | null>(null)
  const before = value !== null && (value < 0 || Object.is(value, -0))
  const shown = text ?? (value === null ? '' : duration(value))
  const wrong = text !== null && text.trim() !== '' && parseOffset(text) === null

  function read(typed: string) {
    setText(typed)
    if (typed.trim() === '') return onChange(null)
    const seconds = parseOffset(typed)
    if (seconds === null) return
    // A sign or a T that was typed decides; bare durations keep the side that is chosen.
    const signed = /^\s*(?:t\s*)?[-+\u2212\u2011\u2013]/i.test(typed)
    onChange(signed ? seconds : before ? -Math.abs(seconds) : Math.abs(seconds))
  }

  return (
    <TextField
      {...parts}
      hint={parts.hint ?? (value === null ? m['parts.offset.how']() : offset(value))}
      error={parts.error ?? (wrong ? m['parts.offset.unread']() : undefined)}
      value={shown}
      onChange={read}
      onBlur={() => {
        if (!wrong) setText(null)
        parts.onBlur?.()
      }}
      after={
        <Segmented
          label={m['parts.offset.side']()}
          value={before ? 'before' : 'after'}
          onChange={(side: 'before' | 'after') => {
            setText(null)
            onChange(side === 'before' ? -Math.abs(value ?? 0) : Math.abs(value ?? 0))
          }}
          options={[
            { value: 'before', label: base ? m['parts.offset.before-base']({ base }) : m['parts.offset.before']() },
            { value: 'after', label: base ? m['parts.offset.after-base']({ base }) : m['parts.offset.after']() },
          ]}
          isDisabled={parts.isDisabled ?? false}
        />
      }
    />
  )
}
