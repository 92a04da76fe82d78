import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import type { Draft } from './composer-draft.ts'
import { whyWord } from './editorial-words.ts'

interface Props {
  clientId: string
  draft: Pick<Draft, 'mandateId' | 'campaignId'>
  onChange: (change: Partial<Draft>) => void
  isDisabled: boolean
  /** A post that does not exist yet falls under the mandate in force when none is named. */
  isNew: boolean
}

const NONE = 'none'

/** Under which contract it counts, and with which other posts it is told. */
export function BelongsField({ clientId, draft, onChange, isDisabled, isNew }: Props) {
  const { data: mandates } = useQuery(trpc.mandates.list.queryOptions({ clientId }))
  const { data: campaigns } = useQuery(trpc.editorial.campaigns.queryOptions({ clientId }))
  const [name, setName] = useState<string | null>(null)
  const [no, setNo] = useState<string | null>(null)
  const create = useMutation(
    trpc.editorial.createCampaign.mutationOptions({
      onError: (error) => setNo(sentenceOf(error)),
      onSuccess: async (answer) => {
        if (answer.kind === 'refused') return setNo(whyWord(answer.why))
        await queryClient.invalidateQueries({ queryKey: trpc.editorial.campaigns.queryKey() })
        onChange({ campaignId: answer.id })
        setName(null)
        setNo(null)
      },
    }),
  )
  const inForce = mandates?.find((one) => one.standing === 'in-force')
  return (
    <div className="grid gap-3">
      {(mandates?.length ?? 0) > 0 && (
        <Select
          label={m['editorial.mandate']()}
          isDisabled={isDisabled}
          value={draft.mandateId ?? NONE}
          options={[
            {
              value: NONE,
              label:
                isNew && inForce
                  ? m['editorial.mandate-in-force']({ name: inForce.name })
                  : m['editorial.no-mandate'](),
            },
            ...(mandates ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(id) => onChange({ mandateId: id === NONE ? null : id })}
        />
      )}
      <div className="grid gap-1.5">
        <Select
          label={m['editorial.campaign']()}
          isDisabled={isDisabled}
          value={draft.campaignId ?? NONE}
          options={[
            { value: NONE, label: m['editorial.no-campaign']() },
            ...(campaigns ?? []).map((one) => ({ value: one.id, label: one.name })),
          ]}
          onChange={(id) => onChange({ campaignId: id === NONE ? null : id })}
        />
        {!isDisabled && name === null && (
          <Button size="small" kind="quiet" className="-ml-2 justify-self-start" onPress={() => setName('')}>
            {m['editorial.campaign-new']()}
          </Button>
        )}
        {!isDisabled && name !== null && (
          <form
            onSubmit={(event) => {
              event.preventDefault()
              if (name.trim() === '') setNo(m['editorial.campaign-unnamed']())
              else create.mutate({ clientId, mandateId: draft.mandateId, name })
            }}
          >
            <TextField
              label={m['editorial.campaign-name']()}
              value={name}
              maxLength={160}
              autoFocus
              error={no ?? undefined}
              onChange={setName}
              after={
                <>
                  <Button type="submit" busy={create.isPending}>
                    {m['editorial.campaign-do']()}
                  </Button>
                  <Button kind="quiet" onPress={() => setName(null)}>
                    {m['editorial.campaign-not']()}
                  </Button>
                </>
              }
            />
          </form>
        )}
      </div>
    </div>
  )
}
