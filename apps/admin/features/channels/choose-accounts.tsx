import { useMutation, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { failureWords, whyWords } from './channel-words.ts'

type Account = Outputs['channels']['pending']['accounts'][number]

/** The credentials speak for several accounts: a person says which. Those of another client stay theirs. */
export function ChooseAccounts({ pendingId }: { pendingId: string }) {
  const navigate = useNavigate()
  const { data: pending, error } = useQuery(trpc.channels.pending.queryOptions({ pendingId }))
  const [chosen, setChosen] = useState<readonly string[]>([])
  const [failed, setFailed] = useState<string | null>(null)
  const choose = useMutation(
    trpc.channels.choose.mutationOptions({
      onError: (cause) => setFailed(sentenceOf(cause)),
      onSuccess: async (answer) => {
        if (answer.kind === 'failed' || answer.kind === 'refused') return setFailed(failureWords(answer))
        if (answer.kind !== 'connected') return undefined
        await queryClient.invalidateQueries({ queryKey: trpc.channels.pathKey() })
        showToast(m['channels.connected-count']({ count: answer.channelIds.length }))
        return navigate({ to: '/channels' })
      },
    }),
  )
  if (error) return <ErrorNote title={whyWords('expired')} />
  if (!pending) return <SkeletonRows rows={3} rowHeight={52} />
  return (
    <form
      className="grid gap-3"
      onSubmit={(submit) => {
        submit.preventDefault()
        if (chosen.length > 0 && !choose.isPending) choose.mutate({ pendingId, remoteIds: [...chosen] })
      }}
    >
      <fieldset>
        <legend className="rule w-full pb-1.5 text-14 font-bold">{m['channels.choose']()}</legend>
        <ul>
          {pending.accounts.map((account) => (
            <li key={account.remoteId} className="flex flex-wrap items-center gap-3 border-b border-hair py-2.5">
              <Checkbox
                isSelected={chosen.includes(account.remoteId)}
                isDisabled={account.takenBy !== null}
                onChange={(on) =>
                  setChosen(on ? [...chosen, account.remoteId] : chosen.filter((one) => one !== account.remoteId))
                }
                hint={account.handle}
              >
                {account.name}
              </Checkbox>
              {standingOf(account) && <span className="ml-auto text-12 text-ink-3">{standingOf(account)}</span>}
            </li>
          ))}
        </ul>
      </fieldset>
      {failed && <ErrorNote title={failed} />}
      <div>
        <Button type="submit" kind="primary" busy={choose.isPending} isDisabled={chosen.length === 0}>
          {chosen.length > 0 ? m['channels.choose-do']({ count: chosen.length }) : m['channels.do']()}
        </Button>
      </div>
    </form>
  )
}

function standingOf(account: Account): string | null {
  if (account.takenBy) return m['channels.taken-by']({ client: account.takenBy })
  return account.connected ? m['channels.connected-already']() : null
}
