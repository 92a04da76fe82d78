import { Printer } from 'lucide-react'
import { Button } from '../../../components/button.tsx'
import { NetworkMark } from '../../../components/network-mark.tsx'
import { PathLink } from '../../../components/path-link.tsx'
import { StateMark } from '../../../components/state-mark.tsx'
import { countdown, dayAndTime, list, timeOfDay, utc } from '../../../format/index.ts'
import { m } from '../../../words.ts'
import { becauseOf, callWord, type Card, countsSentence, endOf, verbWord } from './rehearsal-words.ts'

/** What a rehearsal showed: the sentence, then each line of the day; who would have been told, and what was never ready. */
export function ScorecardView({ card, zone }: { card: Card; zone: string }) {
  return (
    <article>
      <div className="flex items-start gap-3">
        <p className="min-w-0 flex-1 text-16 font-medium text-pretty">{countsSentence(card.counts)}</p>
        <Button size="small" onPress={() => window.print()} className="print:hidden">
          <Printer size={14} strokeWidth={2} aria-hidden />
          {m['rehearsal.print']()}
        </Button>
      </div>
      <p className="pt-1 text-12 text-ink-3">
        {m['rehearsal.arrived']({ count: card.arrived })}
        {card.pollAssumed && ` ${m['rehearsal.poll']()}`}
      </p>
      {card.twice > 0 && <p className="text-13 font-bold text-failed">{m['rehearsal.twice']({ count: card.twice })}</p>}
      <Lines card={card} zone={zone} />
      <div className="grid gap-x-8 @3xl:grid-cols-2">
        <Steps card={card} zone={zone} />
        <Calls card={card} zone={zone} />
      </div>
      {card.missing.length > 0 && (
        <section className="pt-6">
          <h3 className="rule pb-1 text-13">{m['rehearsal.missing']()}</h3>
          <ul>
            {card.missing.map(({ postId, title, why }) => (
              <li key={postId} className="flex gap-3 border-b border-hair py-1.5 text-13">
                <PathLink path={`/posts/${postId}`} className="min-w-0 truncate">
                  {title}
                </PathLink>
                <span className="ml-auto whitespace-nowrap text-ink-3">{m[`rehearsal.missing.${why}`]()}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </article>
  )
}

function Lines({ card, zone }: { card: Card; zone: string }) {
  if (card.lines.length === 0) return null
  return (
    <section className="pt-5">
      <h3 className="rule pb-1 text-13">{m['rehearsal.lines']()}</h3>
      <ul>
        {card.lines.map((line) => {
          const at = line.leftAt ?? line.dueAt ?? line.meantAt
          const because = becauseOf(line)
          const isElsewhere = line.meantAt !== null && at !== null && line.meantAt !== at
          return (
            <li
              key={line.deliveryId}
              className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 border-b border-hair py-1.5 text-13 print:break-inside-avoid @2xl:grid-cols-[150px_minmax(0,1fr)_auto]"
            >
              <span className="@max-2xl:col-span-2">
                {at ? (
                  <time dateTime={at} title={utc(at)} className={line.leftAt ? 'font-bold' : 'text-ink-3'}>
                    {dayAndTime(at, zone)}
                  </time>
                ) : (
                  <span className="text-ink-3">{m['rehearsal.line.never']()}</span>
                )}
                {isElsewhere && line.meantAt && (
                  <span className="block text-12 text-ink-3 @max-2xl:inline @max-2xl:pl-2">
                    {m['rehearsal.line.meant']({ at: dayAndTime(line.meantAt, zone) })}
                  </span>
                )}
              </span>
              <span className="flex min-w-0 items-center gap-2">
                <NetworkMark network={line.network} />
                <PathLink path={`/posts/${line.postId}`} className="min-w-0 truncate no-underline hover:underline">
                  {line.title}
                </PathLink>
              </span>
              <span className="text-right">
                <StateMark {...endOf(line)} />
                {because && <span className="block text-12 text-ink-3">{because}</span>}
              </span>
            </li>
          )
        })}
      </ul>
    </section>
  )
}

function Steps({ card, zone }: { card: Card; zone: string }) {
  return (
    <section className="pt-6">
      <h3 className="rule pb-1 text-13">{m['rehearsal.steps']()}</h3>
      {card.steps.length === 0 && <p className="py-2 text-13 text-ink-2">{m['rehearsal.steps.none']()}</p>}
      <ol>
        {card.steps.map((step) => (
          <li key={`${step.at} ${step.does.verb}`} className="border-b border-hair py-1.5 text-13">
            <span className="text-12 text-ink-3">
              {step.clockSeconds !== null && `${countdown(step.clockSeconds)} · `}
              <time dateTime={step.at}>{dayAndTime(step.at, zone)}</time>
            </span>
            <p>
              {[verbWord(step.does.verb), step.channel].filter(Boolean).join(' · ')}
              {step.refused && (
                <span className="text-failed">
                  {' '}
                  {m['rehearsal.steps.refused']({
                    why:
                      step.refused === 'not-connected'
                        ? m['rehearsal.steps.not-connected']()
                        : m['rehearsal.steps.not-possible'](),
                  })}
                </span>
              )}
            </p>
          </li>
        ))}
      </ol>
    </section>
  )
}

function Calls({ card, zone }: { card: Card; zone: string }) {
  return (
    <section className="pt-6">
      <h3 className="rule pb-1 text-13">{m['rehearsal.calls']()}</h3>
      {card.calls.length === 0 && <p className="py-2 text-13 text-ink-2">{m['rehearsal.calls.none']()}</p>}
      <ul>
        {card.calls.map((call, index) => (
          <li key={`${call.at} ${index}`} className="border-b border-hair py-1.5 text-13 print:break-inside-avoid">
            <span className="text-12 text-ink-3">
              <time dateTime={call.at}>{timeOfDay(call.at, zone, true)}</time>
              {' · '}
              {list(call.people)}
              {' · '}
              {call.byMail ? m['rehearsal.calls.mail']() : m['rehearsal.calls.app']()}
            </span>
            <p>{callWord(call)}</p>
          </li>
        ))}
      </ul>
    </section>
  )
}
