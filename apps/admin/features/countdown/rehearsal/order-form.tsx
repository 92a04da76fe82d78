import { OF_A_CHANNEL, type PresetName, PRESETS, presetScript, type Script } from '@comptoir/domain/rehearsal'
import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { DateTimeField } from '../../../components/date-time-fields.tsx'
import { ErrorNote } from '../../../components/error-note.tsx'
import { Select } from '../../../components/select.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { useZone } from '../../../data/session.ts'
import { queryClient, trpc, trpcClient } from '../../../data/trpc.ts'
import { m } from '../../../words.ts'
import type { EventPage } from '../event-types.ts'
import type { ChannelLine } from './rehearsal-words.ts'
import { ChannelSelect, ScriptEditor } from './script-editor.tsx'

interface Props {
  event: EventPage
  channels: readonly ChannelLine[]
  isUnderWay: boolean
  onOrdered: (id: string) => void
}

/** The event's own T-0 while it is to come; else this time tomorrow, to begin with. */
function firstT0({ attempt }: EventPage): string {
  const { t0 } = attempt
  if (t0.kind === 'instant' && Date.parse(t0.at) > Date.now()) return t0.at
  return Temporal.Now.instant().round('minute').add({ hours: 24 }).toString()
}

/** What is to happen, and the button that plays it. */
export function OrderForm({ event, channels, isUnderWay, onOrdered }: Props) {
  const zone = useZone()
  const [preset, setPreset] = useState<PresetName>('nominal')
  const [channelId, setChannelId] = useState<string | null>(channels[0]?.id ?? null)
  const [t0, setT0] = useState<string | null>(() => firstT0(event))
  const [script, setScript] = useState<Script>(() => presetScript('nominal', null))
  const order = useMutation({
    mutationFn: () => trpcClient.rehearsal.order.mutate({ eventId: event.id, t0: t0 ?? firstT0(event), script }),
    onSuccess: (outcome) => {
      void queryClient.invalidateQueries({ queryKey: trpc.rehearsal.pathKey() })
      if (outcome.kind === 'ordered') onOrdered(outcome.id)
    },
  })
  const choose = (name: PresetName, channel: string | null) => {
    setPreset(name)
    setChannelId(channel)
    setScript(presetScript(name, channel))
  }
  const refused = order.data?.kind === 'refused' ? m[`rehearsal.why.${order.data.why}`]() : null
  const presets = PRESETS.filter((name) => channels.length > 0 || !OF_A_CHANNEL.has(name))
  return (
    <section className="pt-5">
      <div className="flex flex-wrap items-start gap-3 pb-4">
        <Select
          label={m['rehearsal.preset']()}
          value={preset}
          onChange={(name) => choose(name, channelId)}
          options={presets.map((name) => ({ value: name, label: m[`rehearsal.preset.${name}`]() }))}
          className="w-[290px] phone:w-full"
        />
        {OF_A_CHANNEL.has(preset) && (
          <ChannelSelect value={channelId} channels={channels} onChange={(channel) => choose(preset, channel)} />
        )}
        <div className="w-[210px] phone:w-full">
          <DateTimeField
            label={m['rehearsal.t0']()}
            zone={zone}
            otherZone={event.zone}
            {...(event.site ? { otherPlace: event.site } : {})}
            value={t0}
            onChange={setT0}
          />
        </div>
      </div>
      <h2 className="rule pb-1 text-13">{m['rehearsal.script']()}</h2>
      <ScriptEditor script={script} channels={channels} onChange={setScript} />
      {(order.error || refused) && (
        <div className="max-w-[80ch] pt-3">
          <ErrorNote title={refused ?? sentenceOf(order.error)} />
        </div>
      )}
      <div className="pt-4">
        <Button kind="primary" busy={order.isPending || isUnderWay} onPress={() => order.mutate()}>
          {m['rehearsal.run']()}
        </Button>
      </div>
    </section>
  )
}
