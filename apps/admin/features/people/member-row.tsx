import { Avatar } from '../../components/avatar.tsx'
import { useSession, useZone } from '../../data/session.ts'
import { dayWithYear, placeOf, sameWallTime, timeOfDay } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { m } from '../../words.ts'
import { type Member, roleWord } from './role-word.ts'

/** One person: the role, and what time it is where they work when that differs. */
export function MemberRow({ member, isOpen, open }: { member: Member; isOpen: boolean; open: () => void }) {
  const own = useZone()
  const now = useMinute()
  const me = useSession().member
  return (
    <li className="border-b border-hair">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={open}
        className={`grid min-h-[52px] w-full grid-cols-[26px_minmax(0,1fr)] items-center gap-x-3 gap-y-0.5 py-2 text-left text-13 hover:bg-hover @3xl:grid-cols-[26px_minmax(0,1.2fr)_190px_minmax(0,1fr)_160px] ${isOpen ? 'bg-selected' : ''}`}
      >
        <Avatar name={member.name} decorative />
        <span className="truncate text-14 font-medium">
          {member.name}
          {member.id === me?.id && <span className="ml-2 text-12 font-normal text-ink-3">{m['people.you']()}</span>}
        </span>
        <span className="col-start-2 text-ink-2 @3xl:col-start-auto @3xl:text-ink">{roleWord(member.role)}</span>
        <span className="truncate text-ink-2 @max-3xl:hidden">{member.email}</span>
        <span className="text-right text-12 whitespace-nowrap text-ink-3 @max-3xl:hidden">
          {sameWallTime(now, own, member.zone)
            ? m['people.since']({ day: dayWithYear(member.since, own) })
            : `${timeOfDay(now, member.zone)} ${placeOf(member.zone)}`}
        </span>
      </button>
    </li>
  )
}
