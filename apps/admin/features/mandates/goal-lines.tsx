import { useQuery } from '@tanstack/react-query'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayWithYear, number } from '../../format/index.ts'
import { m } from '../../words.ts'
import { dayText, type Goal, goalSentence, type Mandate } from './mandate-words.ts'

/** The goals: where each stands today, and where its line points on the day it is due. */
export function GoalLines({ mandate }: { mandate: Mandate }) {
  const { data: channels } = useQuery(
    trpc.channels.list.queryOptions({ clientId: mandate.clientId, disconnected: true }),
  )
  if (mandate.goals.length === 0) return <p className="py-2 text-13 text-ink-3">{m['mandates.no-goal-says']()}</p>
  return (
    <ul>
      {mandate.goals.map((goal) => {
        const channel = channels?.find((one) => one.id === goal.channelId)
        return (
          <li key={`${goal.channelId} ${goal.metric}`} className="border-b border-hair py-2.5">
            <div className="flex flex-wrap items-baseline gap-x-2 text-13">
              {channel && <NetworkMark network={channel.network} decorative className="self-center" />}
              <span className="font-medium">
                {channel ? networkName(channel.network) : channels ? m['mandates.channel-gone']() : ''}
              </span>
              {channel && <span className="min-w-0 truncate text-ink-3">{channel.handle}</span>}
              <span className="ml-auto whitespace-nowrap">
                {goal.latest !== null && <b className="text-16">{number(goal.latest)}</b>}{' '}
                <span className="text-ink-2">
                  {m['mandates.goal-of']({ target: number(goal.target) })}{' '}
                  {m['mandates.by']({ day: dayText(goal.dueOn) })}
                </span>
              </span>
            </div>
            <Pointed goal={goal} />
          </li>
        )
      })}
    </ul>
  )
}

function Pointed({ goal }: { goal: Goal }) {
  const zone = useZone()
  const today = Temporal.Now.plainDateISO(zone).toString()
  if (goal.latest === null) return <p className="pt-0.5 text-13 text-ink-3">{m['mandates.no-reading']()}</p>
  const ahead = goal.latest < goal.target && goal.dueOn >= today
  const { outlook } = goal
  const reachedAt = ahead && outlook?.outlook !== 'unlikely' ? outlook?.reachedAt : null
  return (
    <>
      <p className="pt-0.5 text-13 text-pretty">
        {goalSentence(goal, today)}
        {reachedAt && ` ${m['mandates.line.when']({ day: dayWithYear(reachedAt, zone) })}`}
      </p>
      {ahead && outlook && (
        <p className="text-12 text-ink-3">
          {m['mandates.line.interval']({
            count: outlook.points,
            low: number(outlook.low),
            high: number(outlook.high),
          })}
        </p>
      )}
    </>
  )
}
