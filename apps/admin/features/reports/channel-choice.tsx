import { useQuery } from '@tanstack/react-query'
import { CircleAlert } from 'lucide-react'
import { type Control, Controller, useWatch } from 'react-hook-form'
import { Checkbox } from '../../components/checkbox.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import type { Values } from './report-form.tsx'

interface Props {
  control: Control<Values>
  clientId: string
  error: string | undefined
}

/** Which accounts the report is about: all of the client's, or some. */
export function ChannelChoice({ control, clientId, error }: Props) {
  const all = useWatch({ control, name: 'allChannels' })
  const { data: channels } = useQuery({
    ...trpc.channels.list.queryOptions({ clientId, disconnected: true }),
    enabled: clientId !== '' && !all,
  })
  return (
    <fieldset className="grid min-w-0 gap-2">
      <legend className="mb-1 text-12 font-medium text-ink-2">{m['reporting.form.channels']()}</legend>
      <Controller
        control={control}
        name="allChannels"
        render={({ field }) => (
          <Checkbox isSelected={field.value} onChange={field.onChange} hint={m['reporting.form.all-channels-says']()}>
            {m['reporting.form.all-channels']()}
          </Checkbox>
        )}
      />
      {!all && (
        <Controller
          control={control}
          name="channelIds"
          rules={{
            validate: (ids, values) => values.allChannels || ids.length > 0 || m['reporting.form.need-channel'](),
          }}
          render={({ field }) => (
            <div className="grid gap-2 pl-6">
              {channels
                ?.filter((one) => one.state !== 'disconnected' || field.value.includes(one.id))
                .map((one) => (
                  <Checkbox
                    key={one.id}
                    isSelected={field.value.includes(one.id)}
                    onChange={(chosen) =>
                      field.onChange(chosen ? [...field.value, one.id] : field.value.filter((id) => id !== one.id))
                    }
                  >
                    <span className="inline-flex items-center gap-1.5">
                      <NetworkMark network={one.network} /> {one.handle}
                    </span>
                  </Checkbox>
                ))}
            </div>
          )}
        />
      )}
      {error && (
        <p role="alert" className="flex items-start gap-[5px] text-12 text-failed">
          <CircleAlert size={14} strokeWidth={2} className="mt-px shrink-0" />
          {error}
        </p>
      )}
    </fieldset>
  )
}
