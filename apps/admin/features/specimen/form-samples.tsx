import { Plus, Moon } from 'lucide-react'
import { useState } from 'react'
import { Button, IconButton } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { Chip, Filter } from '../../components/chip.tsx'
import { ComboBox } from '../../components/combo-box.tsx'
import { DateField, DateTimeField, TimeField } from '../../components/date-time-fields.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { OffsetField } from '../../components/offset-field.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { Select } from '../../components/select.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { Section } from './section.tsx'

const NETWORKS = ['facebook', 'x', 'bluesky', 'mastodon'] as const

export function Buttons() {
  const [way, setWay] = useState<'week' | 'day'>('week')
  return (
    <Section title="Buttons" note="One primary per view. A label is a verb and says what it does.">
      <div className="flex flex-wrap items-center gap-2">
        <Button kind="primary">Approve</Button>
        <Button>Duplicate</Button>
        <Button kind="quiet">Skip</Button>
        <Button kind="danger">Delete on X</Button>
        <Button isDisabled>Arm</Button>
        <Button busy>Saving</Button>
        <Button size="small">Small</Button>
        <Button>
          <Plus size={14} strokeWidth={2} />
          Post
        </Button>
        <IconButton label="Add">
          <Plus size={16} strokeWidth={1.75} />
        </IconButton>
        <Segmented
          label="View"
          value={way}
          onChange={setWay}
          options={[
            { value: 'week', label: 'Week' },
            { value: 'day', label: 'Day' },
          ]}
        />
      </div>
    </Section>
  )
}

export function Fields() {
  const [channel, setChannel] = useState<string>('facebook')
  const [zone, setZone] = useState<string | null>('Europe/Paris')
  const [networks, setNetworks] = useState<string[]>(['x'])
  const [when, setWhen] = useState<string | null>('2025-12-14T21:15:00Z')
  const [day, setDay] = useState<string | null>('2025-12-12')
  const [time, setTime] = useState<string | null>('22:00')
  const [offset, setOffset] = useState<number | null>(-1_800)
  const [late, setLate] = useState<'ask' | 'hold'>('ask')
  const options = NETWORKS.map((value) => ({
    value: value as string,
    label: value === 'x' ? 'X' : value.charAt(0).toUpperCase() + value.slice(1),
    mark: <NetworkMark network={value} decorative />,
  }))
  return (
    <Section title="Fields, filters, keys" note="Strong border means you can type here. The reason sits at the field.">
      <div className="grid grid-cols-2 gap-x-4 gap-y-3">
        <TextField label="Mission" defaultValue="Lyre 3" />
        <Select label="Channel" value={channel} onChange={setChannel} options={options} />
        <DateTimeField
          label="Leaves at"
          zone="Europe/Paris"
          place="Roubaix"
          otherZone="America/Cayenne"
          otherPlace="Kourou"
          value={when}
          onChange={setWhen}
          error="Quiet from 22:00 for this client"
          errorIcon={Moon}
        />
        <TextField label="Reason" defaultValue="Upper winds" hint="Kept in the log with your name" />
        <DateField label="Day" value={day} onChange={setDay} />
        <TimeField label="Quiet from" aside="Roubaix" value={time} onChange={setTime} />
        <ComboBox
          label="Zone"
          value={zone}
          onChange={setZone}
          options={['Europe/Paris', 'America/Cayenne', 'Europe/Lisbon'].map((value) => ({
            value,
            label: value.split('/')[1] ?? value,
            note: value.split('/')[0] ?? '',
          }))}
        />
        <TextField label="Disabled" isDisabled defaultValue="Not now" />
        <div className="col-span-2">
          <OffsetField label="Offset" value={offset} onChange={setOffset} base="T‑0" />
        </div>
        <div className="col-span-2">
          <TextArea
            label="Text"
            aside="followed by Facebook"
            rows={3}
            defaultValue="Le direct est ouvert. Dans trente minutes, Orphée 5 quitte Kourou."
          />
        </div>
        <RadioGroup
          label="When too late"
          value={late}
          onChange={setLate}
          options={[
            { value: 'ask', label: 'Ask me', hint: 'Held until someone decides' },
            { value: 'hold', label: 'Hold it' },
          ]}
        />
        <div className="grid content-start gap-2">
          <Checkbox defaultSelected>Tell the person on duty</Checkbox>
          <Checkbox isIndeterminate hint="3 of 6">
            Some of them
          </Checkbox>
          <Checkbox isDisabled>Not yours to choose</Checkbox>
        </div>
      </div>
      <div className="flex flex-wrap items-center gap-2 pt-3">
        <Filter label="Channels" all="All channels" options={options} chosen={networks} onChange={setNetworks} />
        <Filter
          label="Client"
          all="All clients"
          options={[{ value: 'o', label: 'Orphée Lanceurs' }]}
          chosen={[]}
          onChange={() => undefined}
          single
        />
        <Chip on onRemove={() => undefined}>
          Late only
        </Chip>
        <Kbd>G</Kbd>
        <Kbd>↵</Kbd>
      </div>
    </Section>
  )
}
