import { Link } from '@tanstack/react-router'
import { lazy, Suspense } from 'react'
import { Figure } from '../../components/figure.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import { dayAndTime, number, percent, signed, signedPercent } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import { type AudienceLine, type Change, sourceWord } from './audience-words.ts'
import { dayWord } from './days.ts'
import { becauseWord, ChangeSource, LevelSource } from './provenance.tsx'
import { useAudienceSearch } from './use-search.ts'

const Spark = lazy(() => import('./spark.tsx'))

interface Props {
  caption: string
  lines: readonly AudienceLine[]
  /** The channel whose curve is drawn large. */
  shown?: string | undefined
}

const HEAD = 'px-1.5 py-1 text-12 font-bold text-ink-3 whitespace-nowrap'

/** The figures of some channels, each with where it comes from. */
export function ChannelTable({ caption, lines, shown }: Props) {
  return (
    <div className="overflow-x-auto">
      <table className="w-full border-collapse text-13">
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-ink">
            <th scope="col" className={`${HEAD} pl-0 text-left`}>
              {m['audience.channel']()}
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              {m['audience.followers']()}
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              {m['audience.week']()}
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              {m['audience.four-weeks']()}
            </th>
            <th scope="col" className={`${HEAD} text-left phone:hidden`}>
              {m['audience.spark']()}
            </th>
            <th scope="col" className={`${HEAD} text-left`}>
              {m['audience.goal']()}
            </th>
            <th scope="col" className={`${HEAD} pr-0 text-left`}>
              {m['audience.last-reading']()}
            </th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <ChannelRow key={line.id} line={line} isShown={line.id === shown} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function ChannelRow({ line, isShown }: { line: AudienceLine; isShown: boolean }) {
  const { latest } = line
  const search = useAudienceSearch()
  return (
    <tr className="h-[42px] border-b border-hair">
      <th scope="row" className="max-w-[240px] pr-1.5 text-left font-normal">
        <Link
          to="/audience"
          search={{ ...search, client: line.clientId, channel: line.id }}
          aria-current={isShown ? 'true' : undefined}
          className={`flex items-center gap-2 no-underline hover:underline ${isShown ? 'font-bold' : ''}`}
        >
          <NetworkMark network={line.network} />
          <span className="truncate text-14">{line.handle}</span>
        </Link>
      </th>
      <td className="px-1.5 text-right text-14 tabular-nums">
        {latest ? (
          <Figure provenance={() => <LevelSource channel={line} at={latest.at} />}>{number(latest.value)}</Figure>
        ) : (
          <span className="text-12 text-ink-3">{m['audience.never-read']()}</span>
        )}
      </td>
      <ChangeCell line={line} change={line.week} />
      <ChangeCell line={line} change={line.fourWeeks} />
      <td className="px-1.5 phone:hidden">{line.spark.length > 1 && <SparkOf line={line} />}</td>
      <td className="px-1.5 text-12">
        <GoalCell line={line} />
      </td>
      <td className="pl-1.5 text-12 whitespace-nowrap text-ink-2">
        <LastReading line={line} />
      </td>
    </tr>
  )
}

function SparkOf({ line }: { line: AudienceLine }) {
  const language = useLanguage()
  return (
    <Suspense fallback={<span className="inline-block h-[26px] w-24" />}>
      <Spark
        points={line.spark}
        holes={line.holes}
        language={language}
        title={m['audience.spark.title']({ handle: line.handle })}
      />
    </Suspense>
  )
}

function ChangeCell({ line, change }: { line: AudienceLine; change: Change }) {
  const { latest } = line
  if (!latest) return <td />
  if (change.delta === null)
    return (
      <td className="px-1.5 text-right text-12 text-ink-3" title={becauseWord(change.because)}>
        <span aria-hidden>–</span>
        <span className="sr-only">{becauseWord(change.because)}</span>
      </td>
    )
  return (
    <td className="px-1.5 text-right whitespace-nowrap tabular-nums">
      <Figure provenance={() => <ChangeSource channelId={line.id} change={change} end={latest} />}>
        {signed(change.delta)}
      </Figure>
      {change.ratio !== null && <span className="ml-1.5 text-12 text-ink-3">{signedPercent(change.ratio)}</span>}
    </td>
  )
}

function GoalCell({ line }: { line: AudienceLine }) {
  const [goal] = line.goals
  if (!goal) return <span className="text-ink-3">{m['audience.goal.none']()}</span>
  const reached = line.latest ? line.latest.value / goal.target : null
  return (
    <Link to="/mandates/$mandateId" params={{ mandateId: goal.mandateId }} className="no-underline hover:underline">
      <span className="whitespace-nowrap">
        {reached !== null && <b className="tabular-nums">{percent(reached)}</b>}{' '}
        {m['audience.goal.of']({ target: number(goal.target), day: dayWord(goal.dueOn) })}
      </span>
      {goal.outlook && (
        <span className="block text-ink-3">
          {m[`audience.outlook.${goal.outlook.outlook}`]({
            low: number(goal.outlook.steps.at(-1)?.low ?? 0),
            high: number(goal.outlook.steps.at(-1)?.high ?? 0),
          })}
        </span>
      )}
    </Link>
  )
}

function LastReading({ line }: { line: AudienceLine }) {
  const zone = useZone()
  const { latest } = line
  const open = line.holes.find((hole) => hole.open)
  if (!latest) return <span className="text-ink-3">{line.state === 'by-hand' ? m['audience.by-hand']() : '–'}</span>
  return (
    <>
      <span className={open ? 'font-bold' : ''}>{dayAndTime(latest.at, zone)}</span>
      <span className="block text-ink-3">
        {open
          ? m['audience.silent']({ day: dayWord(open.from) })
          : latest.importName
            ? m['audience.source.import-of']({ file: latest.importName })
            : sourceWord(latest.source)}
      </span>
    </>
  )
}
