import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { type Control, Controller, useFieldArray, useWatch } from 'react-hook-form'
import { Button, IconButton } from '../../components/button.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { NetworkMark } from '../../components/network-mark.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { FormPart } from './form-part.tsx'
import { parseWhole, type Values } from './mandate-values.ts'

/** Followers promised for a day, channel by channel. */
export function GoalFields({ control, error }: { control: Control<Values>; error: string | undefined }) {
  const { fields, append, remove } = useFieldArray({ control, name: 'goals' })
  const [clientId, endsOn] = useWatch({ control, name: ['clientId', 'endsOn'] })
  const channels = useQuery({
    ...trpc.channels.list.queryOptions({ clientId, disconnected: true }),
    enabled: clientId !== '',
  })
  const taken = fields.map((goal) => goal.channelId)
  const offered = (channels.data ?? []).filter((one) => one.state !== 'disconnected' || taken.includes(one.id))
  const free = offered.filter((one) => !taken.includes(one.id))
  return (
    <FormPart title={m['mandates.goals']()} says={m['mandates.form.goals-says']()} error={error}>
      {fields.map((goal, i) => (
        <div
          key={goal.id}
          className="grid grid-cols-[minmax(0,1fr)_140px_160px_32px] items-start gap-3 phone:grid-cols-[minmax(0,1fr)_minmax(0,1fr)_44px] phone:gap-2 phone:border-b phone:border-hair phone:pb-3"
        >
          <Controller
            control={control}
            name={`goals.${i}.channelId`}
            rules={{
              required: m['mandates.need.channel'](),
              validate: (channelId, { goals }) =>
                goals.findIndex((one) => one.channelId === channelId && one.metric === goal.metric) === i ||
                m['mandates.need.goal-once'](),
            }}
            render={({ field, fieldState }) => (
              <Select
                label={m['mandates.form.channel']()}
                hideLabel={i > 0}
                className="phone:col-span-2"
                options={offered.map((one) => ({
                  value: one.id,
                  label: one.handle,
                  mark: <NetworkMark network={one.network} decorative />,
                }))}
                {...choiceInForm(field, fieldState)}
                value={field.value || null}
              />
            )}
          />
          <Controller
            control={control}
            name={`goals.${i}.target`}
            rules={{
              validate: (typed) =>
                parseWhole(typed, 1, Number.MAX_SAFE_INTEGER) !== null || m['mandates.need.target'](),
            }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['mandates.form.target']()}
                hideLabel={i > 0}
                className="phone:order-2"
                inputMode="numeric"
                {...inForm(field, fieldState)}
              />
            )}
          />
          <Controller
            control={control}
            name={`goals.${i}.dueOn`}
            rules={{ required: m['mandates.need.day']() }}
            render={({ field, fieldState }) => (
              <div className="phone:order-3 phone:col-span-2">
                <DateField label={m['mandates.form.due']()} hideLabel={i > 0} {...choiceInForm(field, fieldState)} />
              </div>
            )}
          />
          <IconButton
            label={m['mandates.form.remove-goal']()}
            onPress={() => remove(i)}
            className={i === 0 ? 'mt-5' : ''}
          >
            <X size={16} strokeWidth={1.75} />
          </IconButton>
        </div>
      ))}
      {clientId === '' && <p className="text-13 text-ink-3">{m['mandates.form.client-first']()}</p>}
      {channels.data?.length === 0 && <p className="text-13 text-ink-3">{m['mandates.form.no-channel']()}</p>}
      {clientId !== '' && offered.length > 0 && fields.length < 40 && (
        <div>
          <Button
            size="small"
            isDisabled={free.length === 0}
            onPress={() => append({ channelId: free[0]?.id ?? '', metric: 'followers', target: '', dueOn: endsOn })}
          >
            <Plus size={14} strokeWidth={2} /> {m['mandates.form.add-goal']()}
          </Button>
        </div>
      )}
    </FormPart>
  )
}
