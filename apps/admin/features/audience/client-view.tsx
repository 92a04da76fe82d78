import { useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { lazy, Suspense, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { trpc } from '../../data/trpc.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import type { AudienceLine } from './audience-words.ts'
import { ChannelTable } from './channel-table.tsx'
import { csvOf, saveFile } from './csv-out.ts'
import { dayWord } from './days.ts'
import { EventList } from './event-list.tsx'
import { SPANS } from './feature.ts'
import { ReadingsPanel } from './readings-panel.tsx'
import { PeriodSentence } from './period-sentence.tsx'
import { daysOfSpan } from './span.ts'
import type { AudienceSearch } from './use-search.ts'
import { useToday } from './use-today.ts'

const Curves = lazy(() => import('./curves.tsx'))

interface Props {
  search: AudienceSearch
  client: { id: string; name: string; zone: string; mandates: readonly { startsOn: string }[] }
  lines: readonly AudienceLine[]
  /** Chooses the client: stands first in the bar. */
  filter: ReactNode
}

/** One client's followers: the curves, then the figures, then what the marks are. */
export function ClientView({ search, client, lines, filter }: Props) {
  const navigate = useNavigate()
  const language = useLanguage()
  const today = useToday(client.zone)
  const starts = client.mandates.map(({ startsOn }) => startsOn).toSorted()[0] ?? null
  const { span, from, until } = daysOfSpan(search, today, starts)
  const { data, error } = useQuery(
    trpc.audience.series.queryOptions(
      { clientId: client.id, from, until },
      { placeholderData: (before) => (before?.channels[0]?.clientId === client.id ? before : undefined) },
    ),
  )
  const go = (next: AudienceSearch) =>
    void navigate({ to: '/audience', search: { ...search, client: client.id, ...next }, replace: true })
  const read = (data?.channels ?? []).filter(({ days }) => days.length > 0)
  const byLevel = read.toSorted((a, b) => (b.days.at(-1)?.value ?? 0) - (a.days.at(-1)?.value ?? 0))
  const shown = data?.channels.find(({ id }) => id === search.channel) ?? byLevel[0]
  const firstDay = read.flatMap(({ days }) => days.slice(0, 1)).reduce((a, { day }) => (day < a ? day : a), until)
  const fileName = `${m['audience.file-name']()}-${firstDay}-${until}.csv`
  const spans = SPANS.filter((one) => one !== 'mandate' || starts !== null)
  return (
    <>
      <div className="flex flex-wrap items-center gap-2.5 pb-5">
        {filter}
        <div className="max-w-full overflow-x-auto">
          <Segmented
            label={m['audience.span']()}
            value={span}
            onChange={(next) =>
              go(next === 'custom' ? { span: next, from, until } : { span: next, from: undefined, until: undefined })
            }
            options={spans.map((one) => ({ value: one, label: m[`audience.span.${one}`]() }))}
          />
        </div>
        {span === 'custom' && (
          <div className="flex flex-wrap items-center gap-2 text-13">
            <span className="inline-flex items-center gap-2">
              <span aria-hidden>{m['audience.from']()}</span>
              <DateField
                hideLabel
                label={m['audience.from']()}
                value={from}
                max={today}
                onChange={(day) => day && go({ span, from: day, until })}
              />
            </span>
            <span className="inline-flex items-center gap-2">
              <span aria-hidden>{m['audience.until']()}</span>
              <DateField
                hideLabel
                label={m['audience.until']()}
                value={until}
                max={today}
                onChange={(day) => day && go({ span, from, until: day })}
              />
            </span>
          </div>
        )}
        {read.length > 0 && (
          <Button size="small" onPress={() => saveFile(fileName, csvOf(byLevel, language))}>
            {m['audience.download']()}
          </Button>
        )}
      </div>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!data && !error && <SkeletonRows rows={9} rowHeight={36} />}
      {data && shown && shown.days.length > 0 && (
        <>
          <PeriodSentence channel={shown} from={from} />
          <Suspense fallback={<SkeletonRows rows={9} rowHeight={36} />}>
            <Curves
              channels={byLevel}
              events={data.events}
              shown={shown}
              from={from}
              until={until}
              toToday={until >= today}
            />
          </Suspense>
        </>
      )}
      {data && (!shown || shown.days.length === 0) && (
        <p className="pb-5 text-ink-2">
          {m['audience.nothing-in-period']({ from: dayWord(from), until: dayWord(until) })}
        </p>
      )}
      <h2 className="sr-only">{m['audience.figures']()}</h2>
      <ChannelTable caption={m['audience.table.caption']({ client: client.name })} lines={lines} shown={shown?.id} />
      {data && <EventList events={data.events} />}
      {search.source && (
        <ReadingsPanel channelId={search.source} from={from} until={until} onClose={() => go({ source: undefined })} />
      )}
    </>
  )
}
