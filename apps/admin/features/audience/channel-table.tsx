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
      <table className="w-full min-w-[900px] table-fixed border-collapse text-13 phone:min-w-0">
        <colgroup>
          <col />
          <col className="w-[92px]" />
          <col className="w-[112px] phone:hidden" />
          <col className="w-[128px] phone:w-[96px]" />
          <col className="w-[114px] phone:hidden" />
          <col className="w-[222px] phone:hidden" />
          <col className="w-[154px] phone:hidden" />
        </colgroup>
        <caption className="sr-only">{caption}</caption>
        <thead>
          <tr className="border-b border-ink">
            <th scope="col" className={`${HEAD} pl-0 text-left`}>
              {m['audience.channel']()}
            </th>
            <th scope="col" className={`${HEAD} text-right`}>
              {m['audience.followers']()}
            </th>
            <th scope="col" className={`${HEAD} text-right phone:hidden`}>
              {m['audience.week']()}
            </th>
            <th scope="col" className={`${HEAD} text-right phone:pr-0`}>
              {m['audience.four-weeks']()}
            </th>
            <th scope="col" className={`${HEAD} pl-4 text-left phone:hidden`}>
              {m['audience.spark']()}
            </th>
            <th scope="col" className={`${HEAD} text-left phone:hidden`}>
              {m['audience.goal']()}
            </th>
            <th scope="col" className={`${HEAD} pr-0 text-left phone:hidden`}>
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
  const silent = line.holes.find(({ open }) => open)
  return (
    <tr className="h-[42px] border-b border-hair">
      <th scope="row" className="pr-1.5 text-left font-normal">
        <Link
          to="/audience"
          search={{ ...search, client: line.clientId, channel: line.id }}
          aria-current={isShown ? 'true' : undefined}
          className={`flex items-center gap-2 no-underline hover:underline ${isShown ? 'font-bold' : ''}`}
        >
          <NetworkMark network={line.network} />
          <span className="truncate text-14" title={line.handle}>
            {line.handle}
          </span>
        </Link>
        {silent && (
          <span className="hidden text-12 text-ink-3 phone:block">
            {m['audience.silent']({ day: dayWord(silent.from) })}
          </span>
        )}
      </th>
      <td className="px-1.5 text-right text-14 tabular-nums">
        {latest ? (
          <Figure provenance={() => <LevelSource channel={line} at={latest.at} />}>{number(latest.value)}</Figure>
        ) : (
          <span className="text-12 text-ink-3">{m['audience.never-read']()}</span>
        )}
      </td>
      <ChangeCell line={line} change={line.week} className="phone:hidden" />
      <ChangeCell line={line} change={line.fourWeeks} />
      <td className="pr-1.5 pl-4 phone:hidden">{line.spark.length > 1 && <SparkOf line={line} />}</td>
      <td className="px-1.5 text-12 phone:hidden">
        <GoalCell line={line} />
      </td>
      <td className="pl-1.5 text-12 whitespace-nowrap text-ink-2 phone:hidden">
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

function ChangeCell({ line, change, className = '' }: { line: AudienceLine; change: Change; className?: string }) {
  const { latest } = line
  if (!latest) return <td className={className} />
  if (change.delta === null)
    return (
      <td className={`px-1.5 text-right text-12 text-ink-3 ${className}`} title={becauseWord(change.because)}>
        <span aria-hidden>–</span>
        <span className="sr-only">{becauseWord(change.because)}</span>
      </td>
    )
  return (
    <td className={`px-1.5 text-right whitespace-nowrap tabular-nums phone:pr-0 ${className}`}>
      <Figure provenance={() => <ChangeSource channelId={line.id} change={change} end={latest} />}>
        {signed(change.delta)}
      </Figure>
      {change.ratio !== null && (
        <span className="ml-1.5 text-12 text-ink-3 phone:block">{signedPercent(change.ratio)}</span>
      )}
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
