import { useQuery } from '@tanstack/react-query'
import { Plus, X } from 'lucide-react'
import { type Control, Controller, useFieldArray } from 'react-hook-form'
import { Button, IconButton } from '../../components/button.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { Select } from '../../components/select.tsx'
import { TextField } from '../../components/text-field.tsx'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { FormPart } from './form-part.tsx'
import { parseWhole, type Values } from './mandate-values.ts'

/** What is promised for each network, in posts per month. */
export function ScopeFields({ control, error }: { control: Control<Values>; error: string | undefined }) {
  const { fields, append, remove } = useFieldArray({ control, name: 'scope' })
  const { data: networks } = useQuery(trpc.channels.networks.queryOptions())
  const taken = fields.map((line) => line.network)
  const known = [...new Set([...(networks ?? []).map((one) => one.id), ...taken.filter(Boolean)])]
  const free = known.filter((network) => !taken.includes(network))
  return (
    <FormPart title={m['mandates.form.scope']()} says={m['mandates.form.scope-says']()} error={error}>
      {fields.map((line, i) => (
        <div
          key={line.id}
          className="grid grid-cols-[minmax(0,1fr)_160px_32px] items-start gap-3 phone:grid-cols-[minmax(0,1fr)_112px_44px] phone:gap-2"
        >
          <Controller
            control={control}
            name={`scope.${i}.network`}
            rules={{
              required: m['mandates.need.network'](),
              validate: (network, { scope }) =>
                scope.findIndex((one) => one.network === network) === i || m['mandates.need.network-once'](),
            }}
            render={({ field, fieldState }) => (
              <Select
                label={m['mandates.network']()}
                hideLabel={i > 0}
                options={known.map((value) => ({
                  value,
                  label: networkName(value),
                  mark: <NetworkMark network={value} decorative />,
                }))}
                {...choiceInForm(field, fieldState)}
                value={field.value || null}
              />
            )}
          />
          <Controller
            control={control}
            name={`scope.${i}.posts`}
            rules={{ validate: (typed) => parseWhole(typed, 0, 1000) !== null || m['mandates.need.posts']() }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['mandates.form.posts']()}
                hideLabel={i > 0}
                inputMode="numeric"
                {...inForm(field, fieldState)}
              />
            )}
          />
          <IconButton
            label={m['mandates.form.remove-network']({ name: line.network ? networkName(line.network) : '' }).trim()}
            onPress={() => remove(i)}
            className={i === 0 ? 'mt-5' : ''}
          >
            <X size={16} strokeWidth={1.75} />
          </IconButton>
        </div>
      ))}
      {fields.length < 40 && (
        <div>
          <Button size="small" onPress={() => append({ network: free[0] ?? '', posts: '' })}>
            <Plus size={14} strokeWidth={2} /> {m['mandates.form.add-network']()}
          </Button>
        </div>
      )}
    </FormPart>
  )
}
