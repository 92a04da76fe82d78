import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { Mail } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'
import { MailPanel } from './mail-panel.tsx'
import { MailState } from './mail-state.tsx'
import { SettingsShell } from './settings-shell.tsx'

const route = getRouteApi('/frame/settings/mails')
type Line = Outputs['agency']['mails']['lines'][number]

/** What the house wrote, and whether it left. Without a mail server it is read here. */
export default function MailsPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { data: page, error } = useQuery(trpc.agency.mails.queryOptions(search.before ? { before: search.before } : {}))
  const failed = (page?.lines ?? []).filter((line) => line.state === 'failed').length
  const oldest = page?.lines.at(-1)?.id
  return (
    <SettingsShell
      section="/settings/mails"
      lead={
        page &&
        [
          page.sendable ? m['agency.mails.leave']() : m['agency.mails.kept'](),
          ...(failed > 0 ? [m['agency.mails.failed-count']({ count: failed })] : []),
        ].join(' ')
      }
    >
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!page && !error && <SkeletonRows rows={8} rowHeight={44} />}
      {page?.lines.length === 0 && (
        <EmptyState icon={Mail} title={m['agency.mails.empty']()}>
          {m['agency.mails.empty-says']()}
        </EmptyState>
      )}
      {page && page.lines.length > 0 && (
        <ul className="border-t border-ink">
          {page.lines.map((line) => (
            <MailLine
              key={line.id}
              line={line}
              isOpen={line.id === search.mail}
              open={() => void navigate({ search: { ...search, mail: line.id } })}
            />
          ))}
        </ul>
      )}
      {page?.more && oldest && (
        <div className="pt-4">
          <Link to="/settings/mails" search={{ before: oldest }} className={buttonClass()}>
            {m['agency.mails.older']()}
          </Link>
        </div>
      )}
      {search.mail && (
        <MailPanel mailId={search.mail} onClose={() => void navigate({ search: { before: search.before } })} />
      )}
    </SettingsShell>
  )
}

function MailLine({ line, isOpen, open }: { line: Line; isOpen: boolean; open: () => void }) {
  const zone = useZone()
  return (
    <li className="border-b border-hair">
      <button
        type="button"
        aria-expanded={isOpen}
        onClick={open}
        className={`flex w-full flex-wrap items-center gap-x-4 gap-y-0.5 py-2.5 text-left text-13 hover:bg-hover phone:py-3 ${isOpen ? 'bg-selected' : ''}`}
      >
        <span className="w-[150px] shrink-0 whitespace-nowrap">{dayAndTime(line.createdAt, zone)}</span>
        <span className="min-w-[200px] flex-1 truncate text-14 phone:basis-full">{line.subject}</span>
        <span className="min-w-0 truncate text-ink-2 desk:w-[230px]">{line.recipient}</span>
        <span className="flex desk:w-[120px]">
          <MailState line={line} />
        </span>
      </button>
    </li>
  )
}
