import { useMutation } from '@tanstack/react-query'
import { useRef, useState } from 'react'
import { LANGUAGES } from '../../components/languages.ts'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { TimeField } from '../../components/date-time-fields.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ZoneField } from '../../components/zone-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc, trpcClient, type Outputs } from '../../data/trpc.ts'
import { language } from '../../format/index.ts'
import { m } from '../../words.ts'

type Client = Outputs['clients']['get']

interface Props {
  client?: Client
  onDone: (clientId: string) => void
  onCancel: () => void
}

/** A client's facts. What is typed stays when the server says no. */
export function ClientForm({ client, onDone, onCancel }: Props) {
  const ownZone = useZone()
  const [name, setName] = useState(client?.name ?? '')
  const [sector, setSector] = useState(client?.sector ?? '')
  const [lang, setLang] = useState<'fr' | 'en'>(client?.language ?? language())
  const [zone, setZone] = useState(client?.zone ?? ownZone)
  const [contactName, setContactName] = useState(client?.contactName ?? '')
  const [contactEmail, setContactEmail] = useState(client?.contactEmail ?? '')
  const [colour, setColour] = useState(client?.colour ?? '')
  const [quiet, setQuiet] = useState(Boolean(client?.quietHours))
  const [from, setFrom] = useState(client?.quietHours?.from ?? '22:00')
  const [until, setUntil] = useState(client?.quietHours?.until ?? '07:00')
  // The client's own clock, until another is chosen.
  const [quietZone, setQuietZone] = useState<string | null>(client?.quietHours?.zone ?? null)
  const [taken, setTaken] = useState(false)
  const input = {
    name,
    sector,
    language: lang,
    zone,
    contactName: contactName || null,
    contactEmail: contactEmail || null,
    colour: colour.toLowerCase() || null,
    quietHours: quiet ? { from, until, zone: quietZone ?? zone } : null,
  }
  const typed = JSON.stringify(input)
  const [start] = useState(typed)
  const leaving = useRef(false)
  const save = useMutation({
    mutationFn: async () => {
      if (client) return trpcClient.clients.update.mutate({ ...input, clientId: client.id })
      return trpcClient.clients.create.mutate(input)
    },
    onSuccess: async (answer) => {
      if (answer.kind === 'refused') return setTaken(true)
      leaving.current = true
      await queryClient.invalidateQueries({ queryKey: trpc.clients.pathKey() })
      return onDone(answer.kind === 'created' ? answer.id : (client?.id ?? ''))
    },
  })
  const { error } = save
  const wrong = (path: string) => {
    const sentence = fieldsOf(error).find((one) => one.path === path || one.path.startsWith(`${path}.`))?.sentence
    return sentence ? { error: sentence } : {}
  }
  const send = () => {
    if (save.isPending) return
    setTaken(false)
    save.mutate()
  }
  return (
    <form
      className="grid max-w-[560px] gap-4 pb-6"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <LeaveGuard
        unsaved={() => typed !== start && !leaving.current}
        title={m['clients.leave.title']()}
        says={m['clients.leave.says']()}
        stay={m['clients.leave.stay']()}
        go={m['clients.leave.go']()}
      />
      <TextField
        label={m['clients.name']()}
        value={name}
        onChange={setName}
        autoFocus
        {...(taken ? { error: m['clients.name-taken']() } : wrong('name'))}
      />
      <TextField label={m['clients.sector']()} value={sector} onChange={setSector} {...wrong('sector')} />
      <Select label={m['clients.language']()} value={lang} onChange={setLang} options={LANGUAGES} />
      <ZoneField label={m['clients.zone']()} value={zone} onChange={setZone} {...wrong('zone')} />
      <TextField
        label={m['clients.contact']()}
        value={contactName}
        onChange={setContactName}
        {...wrong('contactName')}
      />
      <TextField
        label={m['clients.email']()}
        type="email"
        value={contactEmail}
        onChange={setContactEmail}
        {...wrong('contactEmail')}
      />
      <TextField
        label={m['clients.colour']()}
        hint={m['clients.colour-says']()}
        placeholder="#1f4e79"
        value={colour}
        onChange={setColour}
        {...wrong('colour')}
      />
      <Checkbox isSelected={quiet} onChange={setQuiet} hint={m['clients.quiet-says']()}>
        {m['clients.quiet']()}
      </Checkbox>
      {quiet && (
        <div className="grid grid-cols-2 gap-3">
          <TimeField
            label={m['clients.quiet-from']()}
            value={from}
            onChange={(time) => setFrom(time ?? '')}
            {...wrong('quietHours.from')}
          />
          <TimeField
            label={m['clients.quiet-until']()}
            value={until}
            onChange={(time) => setUntil(time ?? '')}
            {...wrong('quietHours.until')}
          />
          <div className="col-span-2">
            <ZoneField
              label={m['clients.quiet-zone']()}
              value={quietZone ?? zone}
              onChange={setQuietZone}
              {...wrong('quietHours.zone')}
            />
          </div>
        </div>
      )}
      {error && fieldsOf(error).length === 0 && <ErrorNote title={sentenceOf(error)} />}
      <div className="flex gap-2">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {m['clients.save']()}
        </Button>
        <Button
          onPress={() => {
            leaving.current = true
            onCancel()
          }}
        >
          {m['clients.cancel']()}
        </Button>
      </div>
    </form>
  )
}
