import { Fragment, type ReactNode } from 'react'
import { Figure } from '../../components/figure.tsx'
import { number, signed, signedPercent } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { ChannelSeries } from './chart-data.ts'
import { dayWord } from './days.ts'
import { ChangeSource, LevelSource } from './provenance.tsx'

/** Beyond five times as many, a percentage tells nobody anything: both figures are there. */
const TOO_MUCH_FOR_A_SHARE = 5

/** Stand where a figure is put into a sentence, whatever the language's order; no catalog holds such characters. */
const COUNT = '\ue000'
const DELTA = '\ue001'

/** What the curve shows, before it is drawn; its figures open to their readings. */
export function PeriodSentence({ channel, from }: { channel: ChannelSeries; from: string }) {
  const { change } = channel
  const last = channel.days.at(-1)
  if (!last) return null
  const figures: Record<string, ReactNode> = {
    [COUNT]: <Figure provenance={() => <LevelSource channel={channel} at={last.at} />}>{number(last.value)}</Figure>,
    [DELTA]: change.delta !== null && (
      <Figure provenance={() => <ChangeSource channelId={channel.id} change={change} end={last} />}>
        {signed(change.delta)}
      </Figure>
    ),
  }
  return (
    <p className="pb-3 text-16 text-pretty">
      {sentence(channel, last.day, from)
        .split(/([\ue000\ue001])/u)
        .map((part, index) => (
          <Fragment key={index}>{figures[part] ?? part}</Fragment>
        ))}
    </p>
  )
}

function sentence({ networkName, change, days }: ChannelSeries, day: string, from: string): string {
  const values = { network: networkName, count: COUNT, day: dayWord(day) }
  if (change.delta === null)
    return change.because === 'definition-changed'
      ? m['audience.sentence.redefined'](values)
      : m['audience.sentence.level'](values)
  const since = change.firstInPeriod ? (days[0]?.day ?? from) : from
  return m['audience.sentence.change']({
    ...values,
    delta: DELTA,
    share: change.ratio === null || change.ratio > TOO_MUCH_FOR_A_SHARE ? '' : ` (${signedPercent(change.ratio)})`,
    base: number(change.base.value),
    since: dayWord(since),
  })
}
