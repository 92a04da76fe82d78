import { useMutation } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { compareNames, language, placeOf } from '../../format/index.ts'
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
  const [taken, setTaken] = useState(false)
  const zones = useMemo(
    () =>
      Intl.supportedValuesOf('timeZone')
        .map((value) => ({ value, label: placeOf(value) }))
        .toSorted((a, b) => compareNames(a.label, b.label)),
    [],
  )
  const onSuccess = async (id: string) => {
    await queryClient.invalidateQueries({ queryKey: trpc.clients.pathKey() })
    onDone(id)
  }
  const create = useMutation(
    trpc.clients.create.mutationOptions({
      onSuccess: (answer) => (answer.kind === 'created' ? onSuccess(answer.id) : setTaken(true)),
    }),
  )
  const update = useMutation(
    trpc.clients.update.mutationOptions({
      onSuccess: (answer) => (answer.kind === 'refused' ? setTaken(true) : onSuccess(client?.id ?? '')),
    }),
  )
  const error = create.error ?? update.error
  const busy = create.isPending || update.isPending
  const wrong = (path: string) => {
    const sentence = fieldsOf(error).find((one) => one.path === path || one.path.startsWith(`${path}.`))?.sentence
    return sentence ? { error: sentence } : {}
  }
  const send = () => {
    if (busy) return
    setTaken(false)
    create.reset()
    update.reset()
    const input = {
      name,
      sector,
      language: lang,
      zone,
      contactName: contactName || null,
      contactEmail: contactEmail || null,
      colour: colour.toLowerCase() || null,
      quietHours: quiet ? { from, until, zone: client?.quietHours?.zone ?? zone } : null,
    }
    if (client) update.mutate({ ...input, clientId: client.id })
    else create.mutate(input)
  }
  return (
    <form
      className="grid max-w-[560px] gap-4 pb-6"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <TextField
        label={m['clients.name']()}
        value={name}
        onChange={setName}
        autoFocus
        {...(taken ? { error: m['clients.name-taken']() } : wrong('name'))}
      />
      <TextField label={m['clients.sector']()} value={sector} onChange={setSector} {...wrong('sector')} />
      <Select
        label={m['clients.language']()}
        value={lang}
        onChange={setLang}
        options={[
          { value: 'fr', label: 'Français' },
          { value: 'en', label: 'English' },
        ]}
      />
      <Select label={m['clients.zone']()} value={zone} onChange={setZone} options={zones} {...wrong('zone')} />
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
          <TextField
            label={m['clients.quiet-from']()}
            type="time"
            value={from}
            onChange={setFrom}
            {...wrong('quietHours.from')}
          />
          <TextField
            label={m['clients.quiet-until']()}
            type="time"
            value={until}
            onChange={setUntil}
            {...wrong('quietHours.until')}
          />
        </div>
      )}
      {error && fieldsOf(error).length === 0 && <ErrorNote title={sentenceOf(error)} />}
      <div className="flex gap-2">
        <Button type="submit" kind="primary" busy={busy}>
          {m['clients.save']()}
        </Button>
        <Button onPress={onCancel}>{m['clients.cancel']()}</Button>
      </div>
    </form>
  )
}
