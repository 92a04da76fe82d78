import { ArrowRight, ListFilter } from 'lucide-react'
import { IconButton } from '../../components/button.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { useZone } from '../../data/session.ts'
import { dayWithYear, timeOfDay, utc } from '../../format/index.ts'
import { m } from '../../words.ts'
import { actorWord, type AuditLine, fieldWord, pathOf, valueWord, verbWord } from './audit-words.ts'

/** More fields than this open on demand: the log stays readable as a list. */
const SHOWN = 3

interface Props {
  line: AuditLine
  onAbout: (subjectId: string) => void
}

/** One line of the log: when, who, what, and from what to what. */
export function AuditRow({ line, onAbout }: Props) {
  const zone = useZone()
  const path = pathOf(line)
  const changes = <Changes line={line} />
  return (
    <li className="grid items-start gap-x-4 gap-y-0.5 border-b border-hair py-1.5 text-13 desk:grid-cols-[150px_170px_minmax(0,1fr)_auto]">
      <time dateTime={line.at} title={utc(line.at)} className="py-1 whitespace-nowrap text-ink-2">
        {dayWithYear(line.at, zone)} {timeOfDay(line.at, zone)}
      </time>
      <span className="truncate desk:py-1">{actorWord(line)}</span>
      <div className="min-w-0 desk:py-1">
        <p>
          <b className="font-medium">{verbWord(line.verb)}</b>
          {line.subjectName && (
            <>
              {' · '}
              {path ? <PathLink path={path}>{line.subjectName}</PathLink> : line.subjectName}
            </>
          )}
        </p>
        {line.changes.length > SHOWN ? (
          <details className="text-12">
            <summary className="cursor-pointer text-ink-3">
              {m['agency.audit.changes']({ count: line.changes.length })}
            </summary>
            {changes}
          </details>
        ) : (
          changes
        )}
      </div>
      <span className="flex gap-1 phone:hidden">
        <IconButton
          label={
            line.subjectName
              ? m['agency.audit.only']({ name: line.subjectName })
              : m['agency.audit.only']({ name: m['agency.audit.this']() })
          }
          onPress={() => onAbout(line.subjectId)}
        >
          <ListFilter size={14} strokeWidth={2} />
        </IconButton>
      </span>
    </li>
  )
}

function Changes({ line }: { line: AuditLine }) {
  const zone = useZone()
  if (line.changes.length === 0) return null
  return (
    <ul className="text-12 text-ink-2">
      {line.changes.map(({ field, before, after }) => (
        <li key={field} className="flex flex-wrap items-baseline gap-x-1.5 break-words">
          {field && <span className="text-ink-3">{fieldWord(field)}</span>}
          {before !== null && <s className="min-w-0 break-all text-ink-3">{valueWord(field, before, zone)}</s>}
          {before !== null && <ArrowRight aria-hidden size={12} strokeWidth={2} className="self-center text-ink-3" />}
          <span className="min-w-0 break-all">{valueWord(field, after, zone)}</span>
        </li>
      ))}
    </ul>
  )
}
