import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { faultOf, failureWords, fieldWord, methodWord, type NotConnected } from './channel-words.ts'
import { KeysLink } from './keys-link.tsx'

const route = getRouteApi('/frame/channels/connect')
const BY_HAND = 'by-hand'

type Network = Outputs['channels']['networks'][number]
type Field = Network['connect'][number]['fields'][number]
interface Fault {
  /** The field that is wrong; null: the whole. */
  at: string | null
  says: string
  /** The network's keys are missing: where to add them is said. */
  keys?: boolean
}

/** What a network asks for, field by field; what it refuses is said at the field that it is about. */
export function ConnectForm() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const channelId = search.result ? null : (search.channel ?? null)
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const { data: networks } = useQuery(trpc.channels.networks.queryOptions())
  // A notice leads here with the channel alone: whose it is, and of which network, it knows itself.
  const { data: channel } = useQuery(
    trpc.channels.get.queryOptions({ channelId: channelId ?? '' }, { enabled: channelId !== null }),
  )
  const [chosenClient, setClient] = useState<string | null>(search.client ?? null)
  const [chosenNetwork, setNetwork] = useState<string | null>(search.network ?? null)
  const [methodId, setMethod] = useState<string | null>(null)
  const [fields, setFields] = useState<Record<string, string>>({})
  const [fault, setFault] = useState<Fault | null>(null)
  const clientId = channel?.clientId ?? chosenClient
  const networkId = channel?.network ?? chosenNetwork
  const network = networks?.find((one) => one.id === networkId)
  const byHand = methodId === BY_HAND
  const method = byHand ? undefined : (network?.connect.find((one) => one.id === methodId) ?? network?.connect[0])
  const onError = (error: unknown) => {
    const [first] = fieldsOf(error)
    setFault({ at: first ? (first.path.split('.').at(-1) ?? null) : null, says: first?.sentence ?? sentenceOf(error) })
  }
  const refuse = (answer: NotConnected) =>
    setFault({
      at: faultOf(answer, method?.fields ?? []),
      says: failureWords(answer),
      keys: answer.kind === 'refused' && answer.why === 'app-keys-missing',
    })
  const done = async () => {
    await queryClient.invalidateQueries({ queryKey: trpc.channels.pathKey() })
    showToast(m['channels.connected']())
    await navigate({ to: '/channels' })
  }
  const connect = useMutation(
    trpc.channels.connect.mutationOptions({
      onError,
      onSuccess: (answer) => {
        if (answer.kind === 'connected') return done()
        if (answer.kind === 'choose')
          return navigate({ to: '/channels/connect', search: { result: 'choose', pending: answer.pendingId } })
        return refuse(answer)
      },
    }),
  )
  const begin = useMutation(
    trpc.channels.beginOAuth.mutationOptions({
      onError,
      onSuccess: (answer) => {
        if (answer.kind === 'redirect') window.location.assign(answer.url)
        else refuse(answer)
      },
    }),
  )
  const add = useMutation(trpc.channels.addByHand.mutationOptions({ onError, onSuccess: done }))
  const busy = connect.isPending || begin.isPending || add.isPending
  const valueOf = (field: Field) => (fields[field.name] ?? '').trim() || (field.default ?? '')
  const send = () => {
    if (!clientId || !networkId || busy) return
    setFault(null)
    if (byHand) {
      const handle = (fields['handle'] ?? '').trim()
      if (!handle) return setFault({ at: 'handle', says: m['channels.need']() })
      return add.mutate({ clientId, network: networkId, handle })
    }
    if (!method) return
    const missing = method.fields.find((one) => one.required && !valueOf(one))
    if (missing) return setFault({ at: missing.name, says: m['channels.need']() })
    const typed = Object.fromEntries(method.fields.map((one) => [one.name, valueOf(one)]).filter(([, value]) => value))
    const input = { clientId, channelId, network: networkId, method: method.id, fields: typed }
    if (method.kind === 'oauth2') begin.mutate(input)
    else connect.mutate(input)
  }
  const box = (field: Pick<Field, 'name' | 'kind' | 'placeholder'> & { required?: boolean }, hint?: string) => (
    <TextField
      key={field.name}
      name={field.name}
      label={fieldWord(field.name)}
      type={field.kind === 'secret' ? 'password' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={fields[field.name] ?? ''}
      onChange={(value) => {
        setFields({ ...fields, [field.name]: value })
        if (fault?.at === field.name) setFault(null)
      }}
      {...(field.placeholder ? { placeholder: field.placeholder } : {})}
      {...(field.required === false ? { aside: m['channels.optional']() } : {})}
      {...(hint ? { hint } : {})}
      {...(fault?.at === field.name ? { error: fault.says } : {})}
    />
  )
  const operator = method?.fields.filter((one) => one.operatorOnly) ?? []
  const shownFields = byHand ? ['handle'] : (method?.fields.map((one) => one.name) ?? [])
  // What is about no field that stands here is said under the form.
  const whole = fault && !(fault.at !== null && shownFields.includes(fault.at)) ? fault : null
  return (
    <form
      noValidate
      className="grid gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        send()
      }}
    >
      <Select
        label={m['channels.client']()}
        value={clientId}
        onChange={setClient}
        isDisabled={channelId !== null}
        options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
      />
      {clients?.length === 0 && (
        <p className="text-13 text-ink-2">
          {m['channels.no-client']()} <PathLink path="/clients?new=true">{m['channels.new-client']()}</PathLink>
        </p>
      )}
      <Select
        label={m['channels.network']()}
        value={networkId}
        onChange={(value) => {
          setNetwork(value)
          setMethod(null)
          setFault(null)
        }}
        isDisabled={channelId !== null}
        options={(networks ?? []).map((one) => ({
          value: one.id,
          label: one.name,
          mark: <NetworkMark network={one.id} decorative />,
        }))}
      />
      {network && (
        <Select
          label={m['channels.method']()}
          value={byHand ? BY_HAND : (method?.id ?? null)}
          onChange={(value) => {
            setMethod(value)
            setFault(null)
          }}
          options={[
            ...network.connect.map((one) => ({ value: one.id, label: methodWord(one.kind) })),
            ...(channelId ? [] : [{ value: BY_HAND, label: m['channels.by-hand']() }]),
          ]}
        />
      )}
      {byHand && box({ name: 'handle', kind: 'text', placeholder: null }, m['channels.by-hand-says']())}
      {method?.fields.filter((one) => !one.operatorOnly).map((one) => box(one))}
      {operator.length > 0 && (
        <details open={operator.some((one) => one.name === fault?.at) || undefined}>
          <summary className="cursor-pointer text-13 text-ink-2">{m['channels.advanced']()}</summary>
          <div className="grid gap-3 pt-2">
            {operator.map((one) => box({ ...one, placeholder: one.default }, m['channels.advanced-says']()))}
          </div>
        </details>
      )}
      {whole && (
        <ErrorNote title={whole.says} kept={m['channels.kept']()}>
          {whole.keys && <KeysLink network={networkId} />}
        </ErrorNote>
      )}
      <div>
        <Button type="submit" kind="primary" busy={busy} isDisabled={!clientId || !networkId}>
          {method?.kind === 'oauth2' ? m['channels.go']({ network: network?.name ?? '' }) : m['channels.do']()}
        </Button>
      </div>
    </form>
  )
}
