import type { Script, Step, StepDoes, StepVerb } from '@comptoir/domain/rehearsal'
import { Plus, X } from 'lucide-react'
import { Button, IconButton } from '../../../components/button.tsx'
import { NetworkMark } from '../../../components/network-mark.tsx'
import { OffsetField } from '../../../components/offset-field.tsx'
import { Select } from '../../../components/select.tsx'
import { m } from '../../../words.ts'
import { DurationField } from './duration-field.tsx'
import { type ChannelLine, VERBS, verbWord } from './rehearsal-words.ts'

const HOUR = 3600
const MINUTE = 60
const ALL = 'all'

/** A step as it begins when its verb is chosen. */
function begin(verb: StepVerb, channels: readonly ChannelLine[]): StepDoes {
  const channelId = channels[0]?.id ?? null
  switch (verb) {
    case 'resumed':
      return { verb, inSeconds: 20 * MINUTE, to: 'go' }
    case 'slipped':
      return { verb, bySeconds: 2 * HOUR }
    case 'closed':
      return { verb, outcome: 'success' }
    case 'attempt-opened':
      return { verb, inSeconds: 48 * HOUR }
    case 'token-dies':
      return channelId ? { verb, channelId } : { verb: 'hold' }
    case 'rate-limited':
    case 'network-down':
    case 'answers-lost':
      return { verb, channelId, forSeconds: 20 * MINUTE }
    case 'go':
    case 'hold':
    case 'scrubbed':
    case 'launched':
      return { verb }
  }
}

interface Props {
  script: Script
  channels: readonly ChannelLine[]
  onChange: (script: Script) => void
}

/** What happens, step by step, in order. */
export function ScriptEditor({ script, channels, onChange }: Props) {
  const set = (index: number, step: Step) => onChange(script.map((one, at) => (at === index ? step : one)))
  return (
    <>
      {script.length === 0 && <p className="py-3 text-13 text-ink-2">{m['rehearsal.step.none']()}</p>}
      <ol>
        {script.map((step, index) => (
          <StepRow
            key={`${index} ${step.does.verb} ${step.at.kind}`}
            step={step}
            channels={channels}
            isFirst={index === 0}
            onChange={(next) => set(index, next)}
            onRemove={() => onChange(script.filter((_, at) => at !== index))}
          />
        ))}
      </ol>
      <Button
        size="small"
        isDisabled={script.length >= 40}
        className="mt-2"
        onPress={() => onChange([...script, { at: { kind: 'after', seconds: 10 * MINUTE }, does: { verb: 'hold' } }])}
      >
        <Plus size={14} strokeWidth={2} aria-hidden />
        {m['rehearsal.step.add']()}
      </Button>
    </>
  )
}

interface RowProps {
  step: Step
  channels: readonly ChannelLine[]
  isFirst: boolean
  onChange: (step: Step) => void
  onRemove: () => void
}

function StepRow({ step, channels, isFirst, onChange, onRemove }: RowProps) {
  const { at, does } = step
  const verbs = VERBS.filter((verb) => channels.length > 0 || verb !== 'token-dies')
  return (
    <li className="relative flex flex-wrap items-start gap-x-3 gap-y-2 border-b border-hair py-2 pr-10 phone:pr-12">
      <Select
        label={m['rehearsal.step.when']()}
        value={at.kind}
        onChange={(kind) =>
          onChange({ ...step, at: kind === 'clock' ? { kind, seconds: -10 * MINUTE } : { kind, seconds: 10 * MINUTE } })
        }
        options={[
          { value: 'clock', label: m['rehearsal.step.clock']() },
          ...(isFirst ? [] : [{ value: 'after' as const, label: m['rehearsal.step.after']() }]),
        ]}
        className="w-[170px]"
      />
      <div className="w-[270px] phone:w-full">
        {at.kind === 'clock' ? (
          <OffsetField
            label={m['rehearsal.step.offset']()}
            value={at.seconds}
            onChange={(seconds) => seconds !== null && onChange({ ...step, at: { kind: 'clock', seconds } })}
          />
        ) : (
          <DurationField
            label={m['rehearsal.step.wait']()}
            value={at.seconds}
            onChange={(seconds) => onChange({ ...step, at: { kind: 'after', seconds } })}
          />
        )}
      </div>
      <Select
        label={m['rehearsal.step.does']()}
        value={does.verb}
        onChange={(verb) => onChange({ ...step, does: begin(verb, channels) })}
        options={verbs.map((verb) => ({ value: verb, label: verbWord(verb) }))}
        className="w-[180px]"
      />
      <Details does={does} channels={channels} onChange={(next) => onChange({ ...step, does: next })} />
      <IconButton
        label={m['rehearsal.step.remove']()}
        onPress={onRemove}
        className="absolute top-[25px] right-0 phone:top-auto phone:bottom-2"
      >
        <X size={16} strokeWidth={1.75} />
      </IconButton>
    </li>
  )
}

interface DetailsProps {
  does: StepDoes
  channels: readonly ChannelLine[]
  onChange: (does: StepDoes) => void
}

function Details({ does, channels, onChange }: DetailsProps) {
  switch (does.verb) {
    case 'slipped':
      return (
        <Narrow>
          <DurationField
            label={m['rehearsal.step.by']()}
            value={does.bySeconds}
            onChange={(bySeconds) => onChange({ ...does, bySeconds })}
          />
        </Narrow>
      )
    case 'resumed':
    case 'attempt-opened':
      return (
        <Narrow>
          <DurationField
            label={m['rehearsal.step.in']()}
            value={does.inSeconds}
            onChange={(inSeconds) => onChange({ ...does, inSeconds })}
          />
        </Narrow>
      )
    case 'closed':
      return (
        <Select
          label={m['rehearsal.step.outcome']()}
          value={does.outcome}
          onChange={(outcome) => onChange({ ...does, outcome })}
          options={(['success', 'partial', 'failure'] as const).map((value) => ({
            value,
            label: m[`countdown.outcome.${value}`](),
          }))}
          className="w-[150px]"
        />
      )
    case 'token-dies':
      return (
        <ChannelSelect
          value={does.channelId}
          channels={channels}
          onChange={(channelId) => channelId && onChange({ ...does, channelId })}
        />
      )
    case 'rate-limited':
    case 'network-down':
    case 'answers-lost':
      return (
        <>
          <ChannelSelect
            value={does.channelId}
            channels={channels}
            orAll
            onChange={(channelId) => onChange({ ...does, channelId })}
          />
          <Narrow>
            <DurationField
              label={m['rehearsal.step.for']()}
              value={does.forSeconds}
              onChange={(forSeconds) => onChange({ ...does, forSeconds })}
            />
          </Narrow>
        </>
      )
    case 'go':
    case 'hold':
    case 'scrubbed':
    case 'launched':
      return null
  }
}

const Narrow = ({ children }: { children: React.ReactNode }) => <div className="w-[130px]">{children}</div>

interface ChannelProps {
  value: string | null
  channels: readonly ChannelLine[]
  orAll?: boolean
  onChange: (channelId: string | null) => void
}

export function ChannelSelect({ value, channels, orAll = false, onChange }: ChannelProps) {
  return (
    <Select
      label={m['rehearsal.channel']()}
      value={value ?? ALL}
      onChange={(id) => onChange(id === ALL ? null : id)}
      options={[
        ...(orAll ? [{ value: ALL, label: m['rehearsal.channel.all']() }] : []),
        ...channels.map(({ id, network, handle }) => ({
          value: id,
          label: handle,
          mark: <NetworkMark network={network} />,
        })),
      ]}
      className="w-[190px]"
    />
  )
}
