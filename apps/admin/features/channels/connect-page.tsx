import { useMutation, useQuery } from '@tanstack/react-query'
import { getRouteApi, useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { fieldsOf, sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { failureWords, fieldWord, methodWord, whyWords } from './channel-words.ts'

const route = getRouteApi('/frame/channels/connect')
const BY_HAND = 'by-hand'

/** Connects an account; also the page that a network sends the browser back to. */
export default function ConnectPage() {
  const search = route.useSearch()
  return (
    <div className="max-w-[560px] px-7 py-5 phone:px-4">
      <h1 className="pb-4 text-26">
        {search.channel && !search.result ? m['channels.reconnect']() : m['channels.connect']()}
      </h1>
      {search.result === 'connected' && <p className="pb-4 font-bold">{m['channels.connected']()}</p>}
      {(search.result === 'failed' || search.result === 'signed-out') && (
        <div className="pb-4">
          <ErrorNote title={whyWords(search.why ?? 'expired')} />
        </div>
      )}
      {search.result === 'choose' && search.pending ? <Choose pendingId={search.pending} /> : <Connect />}
    </div>
  )
}

function Connect() {
  const search = route.useSearch()
  const navigate = useNavigate()
  const channelId = search.result ? null : (search.channel ?? null)
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const { data: networks } = useQuery(trpc.channels.networks.queryOptions())
  const [clientId, setClient] = useState<string | null>(search.client ?? null)
  const [networkId, setNetwork] = useState<string | null>(search.network ?? null)
  const [methodId, setMethod] = useState<string | null>(null)
  const [fields, setFields] = useState<Record<string, string>>({})
  const [failed, setFailed] = useState<string | null>(null)
  const network = networks?.find((one) => one.id === networkId)
  const method =
    methodId === BY_HAND ? undefined : (network?.connect.find((one) => one.id === methodId) ?? network?.connect[0])
  const byHand = methodId === BY_HAND
  const onError = (error: unknown) => setFailed(fieldsOf(error)[0]?.sentence ?? sentenceOf(error))
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
        return setFailed(failureWords(answer))
      },
    }),
  )
  const begin = useMutation(
    trpc.channels.beginOAuth.mutationOptions({
      onError,
      onSuccess: (answer) => {
        if (answer.kind === 'redirect') window.location.assign(answer.url)
        else setFailed(failureWords(answer))
      },
    }),
  )
  const add = useMutation(trpc.channels.addByHand.mutationOptions({ onError, onSuccess: done }))
  const busy = connect.isPending || begin.isPending || add.isPending
  const send = () => {
    if (!clientId || !networkId || busy) return
    setFailed(null)
    if (byHand) return add.mutate({ clientId, network: networkId, handle: fields['handle'] ?? '' })
    if (!method) return
    const typed = Object.fromEntries(
      method.fields.map((one) => [one.name, fields[one.name] || one.default || '']).filter(([, value]) => value),
    )
    const input = { clientId, channelId, network: networkId, method: method.id, fields: typed }
    if (method.kind === 'oauth2') begin.mutate(input)
    else connect.mutate(input)
  }
  const box = (name: string, kind: string, placeholder: string | null, hint?: string) => (
    <TextField
      key={name}
      name={name}
      label={fieldWord(name)}
      type={kind === 'secret' ? 'password' : 'text'}
      autoComplete="off"
      spellCheck={false}
      value={fields[name] ?? ''}
      onChange={(value) => setFields({ ...fields, [name]: value })}
      {...(placeholder ? { placeholder } : {})}
      {...(hint ? { hint } : {})}
    />
  )
  const operator = method?.fields.filter((one) => one.operatorOnly) ?? []
  return (
    <form
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
      {clients?.length === 0 && <p className="text-13 text-ink-2">{m['channels.no-client']()}</p>}
      <Select
        label={m['channels.network']()}
        value={networkId}
        onChange={(value) => {
          setNetwork(value)
          setMethod(null)
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
          onChange={setMethod}
          options={[
            ...network.connect.map((one) => ({ value: one.id, label: methodWord(one.kind) })),
            ...(channelId ? [] : [{ value: BY_HAND, label: m['channels.by-hand']() }]),
          ]}
        />
      )}
      {byHand && (
        <TextField
          label={m['channels.field.handle']()}
          hint={m['channels.by-hand-says']()}
          value={fields['handle'] ?? ''}
          onChange={(handle) => setFields({ ...fields, handle })}
        />
      )}
      {method?.fields.filter((one) => !one.operatorOnly).map((one) => box(one.name, one.kind, one.placeholder))}
      {operator.length > 0 && (
        <details>
          <summary className="cursor-pointer text-13 text-ink-2">{m['channels.advanced']()}</summary>
          <div className="grid gap-3 pt-2">
            {operator.map((one) => box(one.name, one.kind, one.default, m['channels.advanced-says']()))}
          </div>
        </details>
      )}
      {failed && <ErrorNote title={failed} kept={m['channels.kept']()} />}
      <div>
        <Button type="submit" kind="primary" busy={busy} isDisabled={!clientId || !networkId}>
          {method?.kind === 'oauth2' ? m['channels.go']({ network: network?.name ?? '' }) : m['channels.do']()}
        </Button>
      </div>
    </form>
  )
}

/** The credentials speak for several accounts: a person says which. */
function Choose({ pendingId }: { pendingId: string }) {
  const navigate = useNavigate()
  const { data: pending, error } = useQuery(trpc.channels.pending.queryOptions({ pendingId }))
  const [chosen, setChosen] = useState<string[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const choose = useMutation(
    trpc.channels.choose.mutationOptions({
      onError: (cause) => setFailed(sentenceOf(cause)),
      onSuccess: async (answer) => {
        if (answer.kind !== 'connected') return setFailed(failureWords(answer))
        await queryClient.invalidateQueries({ queryKey: trpc.channels.pathKey() })
        showToast(m['channels.connected']())
        return navigate({ to: '/channels' })
      },
    }),
  )
  if (error) return <ErrorNote title={whyWords('expired')} />
  return (
    <div className="grid gap-3">
      <p>{m['channels.choose']()}</p>
      {pending?.accounts.map((account) => (
        <Checkbox
          key={account.remoteId}
          isSelected={chosen.includes(account.remoteId)}
          onChange={(on) =>
            setChosen(on ? [...chosen, account.remoteId] : chosen.filter((one) => one !== account.remoteId))
          }
          hint={account.handle}
        >
          {account.name}
        </Checkbox>
      ))}
      {failed && <ErrorNote title={failed} />}
      <div>
        <Button
          kind="primary"
          busy={choose.isPending}
          isDisabled={chosen.length === 0}
          onPress={() => choose.mutate({ pendingId, remoteIds: chosen })}
        >
          {m['channels.do']()}
        </Button>
      </div>
    </div>
  )
}
