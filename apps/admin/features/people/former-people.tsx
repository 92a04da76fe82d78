import { useQuery } from '@tanstack/react-query'
import { useZone } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { dayWithYear } from '../../format/index.ts'
import { m } from '../../words.ts'
import { roleWord } from './role-word.ts'

/** Who left: their work keeps their name. */
export function FormerPeople() {
  const zone = useZone()
  const { data: former } = useQuery(trpc.agency.formerMembers.queryOptions())
  if (!former || former.length === 0) return null
  return (
    <section className="pb-7">
      <h2 className="rule pb-1.5 text-13 font-bold">{m['people.former']()}</h2>
      <ul>
        {former.map((one) => (
          <li key={one.id} className="flex flex-wrap gap-x-4 border-b border-hair py-2 text-13 text-ink-2">
            <span className="min-w-[220px] flex-1">
              {one.name} <span className="text-ink-3">{roleWord(one.role)}</span>
            </span>
            <span className="text-12 text-ink-3">{m['people.left']({ day: dayWithYear(one.leftAt, zone) })}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}
