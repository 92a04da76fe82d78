import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { useMinute } from '../../frame/now.ts'
import { copyText } from '../../frame/copy-text.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'

const TERMS = ['never', '30', '90', 'year', 'date'] as const
type Term = (typeof TERMS)[number]

const SHORTEST_PASSWORD = 8

/** A link for one reader: until when, and behind which password. */
export function LinkForm({ editionId, onDone }: { editionId: string; onDone: () => void }) {
  const zone = useZone()
  const minute = useMinute()
  const [label, setLabel] = useState('')
  const [term, setTerm] = useState<Term>('90')
  const [day, setDay] = useState<string | null>(null)
  const [withPassword, setWithPassword] = useState(false)
  const [password, setPassword] = useState('')
  const [tried, setTried] = useState(false)
  const [past, setPast] = useState(false)
  const share = useMutation(
    trpc.reporting.share.mutationOptions({
      onSuccess: async (answer) => {
        if (answer.kind === 'refused') return setPast(true)
        void queryClient.invalidateQueries({ queryKey: trpc.reporting.pathKey() })
        // A browser that does not let a page copy unasked still shows the link, with its button.
        showToast((await copyText(answer.url)) ? m['reporting.link.created-copied']() : m['reporting.link.created']())
        return onDone()
      },
    }),
  )
  const expiresAt = endOf(term, day, zone)
  const dayWrong = term === 'date' && (expiresAt === null || Date.parse(expiresAt) <= minute.getTime())
  const passwordWrong = withPassword && password.length < SHORTEST_PASSWORD
  const wrong = (path: string) => fieldsOf(share.error).find((one) => one.path === path)?.sentence

  function send() {
    setTried(true)
    setPast(false)
    if (dayWrong || passwordWrong || share.isPending) return
    share.mutate({ editionId, label, expiresAt, password: withPassword ? password : null })
  }

  return (
    <form
      noValidate
      className="grid gap-3 border-b border-line py-3"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        autoFocus
        label={m['reporting.link.label']()}
        hint={m['reporting.link.label-says']()}
        maxLength={160}
        value={label}
        onChange={setLabel}
        error={wrong('label')}
      />
      <Select
        label={m['reporting.link.expires']()}
        value={term}
        onChange={setTerm}
        options={TERMS.map((value) => ({ value, label: termWord(value) }))}
        error={past && term !== 'date' ? m['reporting.link.why.expires-in-the-past']() : undefined}
      />
      {term === 'date' && (
        <DateField
          label={m['reporting.link.last-day']()}
          value={day}
          onChange={setDay}
          error={
            past
              ? m['reporting.link.why.expires-in-the-past']()
              : tried && dayWrong
                ? m['reporting.link.need-day']()
                : undefined
          }
        />
      )}
      <Checkbox isSelected={withPassword} onChange={setWithPassword}>
        {m['reporting.link.with-password']()}
      </Checkbox>
      {withPassword && (
        <TextField
          label={m['reporting.link.password']()}
          hint={m['reporting.link.password-says']()}
          autoComplete="off"
          spellCheck={false}
          maxLength={200}
          value={password}
          onChange={setPassword}
          error={wrong('password') ?? (tried && passwordWrong ? m['reporting.link.need-password']() : undefined)}
        />
      )}
      {share.error && fieldsOf(share.error).length === 0 && (
        <ErrorNote title={sentenceOf(share.error)} kept={m['reporting.form.not-saved']()} />
      )}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" busy={share.isPending}>
          {m['reporting.link.create']()}
        </Button>
        <Button onPress={onDone}>{m['reporting.link.cancel']()}</Button>
      </div>
    </form>
  )
}

function termWord(term: Term): string {
  if (term === 'never') return m['reporting.link.never']()
  if (term === 'year') return m['reporting.link.year']()
  return term === 'date' ? m['reporting.link.date']() : m['reporting.link.days']({ count: Number(term) })
}

/** The end of the last day in the zone of who makes the link; null when it never ends, or when no day is chosen. */
function endOf(term: Term, day: string | null, zone: string): string | null {
  if (term === 'never' || (term === 'date' && !day)) return null
  const today = Temporal.Now.plainDateISO(zone)
  const last =
    term === 'date'
      ? Temporal.PlainDate.from(day ?? '')
      : term === 'year'
        ? today.add({ years: 1 })
        : today.add({ days: Number(term) })
  return last.add({ days: 1 }).toZonedDateTime(zone).toInstant().toString()
}
