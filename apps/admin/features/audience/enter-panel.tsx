import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { number } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import type { AudienceLine } from './audience-words.ts'
import { dayWord } from './days.ts'
import { OLDEST_DAY } from './span.ts'
import { useToday } from './use-today.ts'

/** A figure read off the network by a person: what was typed stays until it is taken. */
export function EnterPanel({
  lines,
  chosen,
  onClose,
}: {
  lines: readonly AudienceLine[]
  chosen: string | undefined
  onClose: () => void
}) {
  const first = lines.find(({ id }) => id === chosen) ?? lines.find(({ state }) => state === 'by-hand') ?? lines[0]
  const [channelId, setChannel] = useState<string | null>(first?.id ?? null)
  const channel = lines.find(({ id }) => id === channelId)
  const today = useToday(channel?.zone ?? 'UTC')
  const [day, setDay] = useState<string | null>(today)
  const [typed, setTyped] = useState('')
  const [note, setNote] = useState('')
  const [missing, setMissing] = useState<'channel' | 'day' | 'value' | null>(null)
  const enter = useMutation(
    trpc.audience.enter.mutationOptions({
      onSuccess: (outcome, sent) => {
        if (outcome.kind === 'refused') return
        void queryClient.invalidateQueries({ queryKey: trpc.audience.pathKey() })
        const shown = { value: number(sent.value), day: dayWord(sent.day) }
        showToast(outcome.kind === 'unchanged' ? m['audience.enter.unchanged'](shown) : m['audience.enter.done'](shown))
        onClose()
      },
    }),
  )
  const value = countOf(typed)
  const send = () => {
    const lacks = !channelId ? 'channel' : !day ? 'day' : value === null ? 'value' : null
    setMissing(lacks)
    if (lacks || !channelId || !day || value === null || enter.isPending) return
    enter.mutate({ channelId, day, value, note: note.trim() || null })
  }
  const refused = enter.data?.kind === 'refused' ? enter.data.why : null
  const faults = enter.error ? fieldsOf(enter.error) : []
  const faultOf = (path: string) => faults.find((fault) => fault.path === path)?.sentence
  return (
    <Inspector title={m['audience.enter']()} onClose={onClose}>
      <form
        className="grid gap-4"
        onSubmit={(event) => {
          event.preventDefault()
          send()
        }}
      >
        <p className="text-13 text-ink-2">{m['audience.enter.says']()}</p>
        <Select
          label={m['audience.channel']()}
          value={channelId}
          onChange={setChannel}
          error={missing === 'channel' ? m['audience.enter.need-channel']() : faultOf('channelId')}
          options={lines.map((line) => ({
            value: line.id,
            label: line.handle,
            note: line.clientName,
            mark: <NetworkMark network={line.network} decorative />,
          }))}
        />
        <DateField
          label={m['audience.enter.day']()}
          value={day}
          onChange={setDay}
          min={OLDEST_DAY}
          max={today}
          error={missing === 'day' ? m['audience.enter.need-day']() : faultOf('day')}
        />
        <TextField
          label={m['audience.followers']()}
          inputMode="numeric"
          autoComplete="off"
          value={typed}
          onChange={setTyped}
          hint={m['audience.enter.value-hint']({ example: number(370000) })}
          error={missing === 'value' ? m['audience.enter.need-value']() : faultOf('value')}
        />
        <TextField
          label={m['audience.enter.note']()}
          hint={m['audience.enter.note-hint']()}
          maxLength={200}
          value={note}
          onChange={setNote}
        />
        {refused && <ErrorNote title={m[`audience.enter.why.${refused}`]()} kept={m['audience.kept']()} />}
        {enter.error && faults.length === 0 && (
          <ErrorNote title={sentenceOf(enter.error)} kept={m['audience.kept']()} />
        )}
        <div>
          <Button type="submit" kind="primary" busy={enter.isPending}>
            {value === null ? m['audience.enter.do-plain']() : m['audience.enter.do']({ value: number(value) })}
          </Button>
        </div>
      </form>
    </Inspector>
  )
}

/** A count as people type it: 370 000, 370,000, 370.000. Null when it is none. */
export function countOf(typed: string): number | null {
  const text = typed.trim()
  if (!/^\d{1,3}([\s.,'’]?\d{3})*$/.test(text) && !/^\d{1,11}$/.test(text)) return null
  const value = Number(text.replace(/\D/g, ''))
  return Number.isSafeInteger(value) ? value : null
}
