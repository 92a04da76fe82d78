import { useQuery } from '@tanstack/react-query'
import { Link } from '@tanstack/react-router'
import { FileSpreadsheet } from 'lucide-react'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { Select } from '../../components/select.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { trpc } from '../../data/trpc.ts'
import { bytes, number } from '../../format/index.ts'
import { m } from '../../words.ts'

/** What a person chose: it stays as it is whatever the server answers. */
export interface Chosen {
  clientId: string | null
  /** The channel that a file without names is about. */
  channelId: string | null
  fileName: string
  text: string
}

/** What the server takes, said before a file is sent: see MOST_CHARACTERS and MOST_ROWS of the domain. */
const MOST_BYTES = 20_000_000
const MOST_ROWS = 10_000

interface Props {
  chosen: Chosen
  busy: boolean
  onChange: (chosen: Chosen) => void
}

/** For whom, and the file: dropped, chosen, or pasted. */
export function SourceFields({ chosen, busy, onChange }: Props) {
  const { data: clients } = useQuery(trpc.clients.list.queryOptions({}))
  const [fault, setFault] = useState<string | null>(null)
  const [isPasting, setPasting] = useState(false)
  const client = clients?.find(({ id }) => id === chosen.clientId)
  const take = async (file: File) => {
    if (file.size > MOST_BYTES)
      return setFault(m['audience.import.too-big']({ size: bytes(file.size), limit: bytes(MOST_BYTES) }))
    if (/\.(xlsx?|ods|numbers)$/i.test(file.name)) return setFault(m['audience.import.spreadsheet']())
    setFault(null)
    const [content, { decodeCsv }] = await Promise.all([file.arrayBuffer(), import('@comptoir/domain/audience')])
    setPasting(false)
    onChange({ ...chosen, fileName: file.name.slice(0, 200), text: decodeCsv(new Uint8Array(content)) })
  }
  return (
    <div className="grid gap-4">
      <div className="grid grid-cols-2 gap-3 phone:grid-cols-1">
        <Select
          label={m['audience.client']()}
          value={chosen.clientId}
          onChange={(clientId) => onChange({ ...chosen, clientId, channelId: null })}
          options={(clients ?? []).map((one) => ({ value: one.id, label: one.name }))}
        />
        {client && client.channels.length > 1 && (
          <Select
            label={m['audience.channel']()}
            hint={m['audience.import.channel-hint']()}
            value={chosen.channelId ?? 'named'}
            onChange={(value) => onChange({ ...chosen, channelId: value === 'named' ? null : value })}
            options={[
              { value: 'named', label: m['audience.import.named']() },
              ...client.channels.map((one) => ({
                value: one.id,
                label: one.handle,
                mark: <NetworkMark network={one.network} decorative />,
              })),
            ]}
          />
        )}
      </div>
      {client?.channels.length === 0 && (
        <p className="text-13 text-ink-2">
          {m['audience.import.no-channel']()}{' '}
          <Link to="/channels/connect" search={{ client: client.id }} className="font-medium underline">
            {m['audience.connect']()}
          </Link>
        </p>
      )}
      <FileDrop
        icon={FileSpreadsheet}
        label={
          chosen.fileName && !isPasting
            ? m['audience.import.file']({ name: chosen.fileName })
            : m['audience.import.drop']()
        }
        hint={m['audience.import.limits']({ size: bytes(MOST_BYTES), rows: number(MOST_ROWS) })}
        choose={chosen.fileName && !isPasting ? m['audience.import.choose-other']() : m['audience.import.choose']()}
        accept={['.csv', '.tsv', '.txt', 'text/csv', 'text/plain', 'text/tab-separated-values']}
        onFiles={([file]) => file && void take(file)}
        error={fault}
        busy={busy}
      />
      {isPasting ? (
        <PasteField
          text={chosen.fileName ? '' : chosen.text}
          take={(text) => onChange({ ...chosen, fileName: '', text })}
        />
      ) : (
        <div>
          <Button kind="quiet" size="small" className="-ml-[9px]" onPress={() => setPasting(true)}>
            {m['audience.import.paste']()}
          </Button>
        </div>
      )}
    </div>
  )
}

function PasteField({ text, take }: { text: string; take: (text: string) => void }) {
  const [typed, setTyped] = useState(text)
  return (
    <div className="grid gap-2">
      <TextArea
        autoFocus
        label={m['audience.import.pasted']()}
        hint={m['audience.import.pasted-hint']()}
        placeholder={m['audience.import.example']()}
        rows={6}
        spellCheck={false}
        value={typed}
        onChange={setTyped}
        className="[&_textarea]:max-h-80 [&_textarea]:font-mono [&_textarea]:text-13"
      />
      <div>
        <Button isDisabled={typed.trim() === ''} onPress={() => take(typed)}>
          {m['audience.import.look']()}
        </Button>
      </div>
    </div>
  )
}
