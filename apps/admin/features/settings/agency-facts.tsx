import type { Outputs } from '../../data/trpc.ts'
import { placeOf } from '../../format/index.ts'
import { m } from '../../words.ts'

/** The same facts for who may read them only. */
export function AgencyFacts({ agency }: { agency: Outputs['agency']['get'] }) {
  const minutes = (count: number) => `${count}\u00a0${m['agency.minutes']()}`
  const facts = [
    [m['agency.name'](), agency.name],
    [m['agency.town'](), agency.town || '–'],
    [m['parts.zone'](), placeOf(agency.zone)],
    [m['agency.language'](), agency.language === 'fr' ? 'Français' : 'English'],
    [m['agency.currency'](), agency.currency],
    [m['agency.collision'](), minutes(agency.collisionMinutes)],
    [m['agency.late'](), minutes(Math.round(agency.lateLimitSeconds / 60))],
  ] as const
  return (
    <section>
      <h2 className="rule pb-1.5 text-13 font-bold">{m['agency.section.house']()}</h2>
      <dl>
        {facts.map(([label, value]) => (
          <div key={label} className="flex flex-wrap gap-x-4 border-b border-hair py-1.5 text-13">
            <dt className="w-[240px] text-ink-3">{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </section>
  )
}
