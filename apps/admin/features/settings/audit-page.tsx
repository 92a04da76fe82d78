import { useQuery } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { History } from 'lucide-react'
import { buttonClass } from '../../components/button.tsx'
import { Chip, Filter } from '../../components/chip.tsx'
import { DateField } from '../../components/date-time-fields.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { AuditRow } from './audit-row.tsx'
import { isPart, PARTS } from './audit-words.ts'
import { SettingsShell } from './settings-shell.tsx'

const route = getRouteApi('/frame/settings/audit')

/** Who did what: the log of the house, filtered in the address. */
export default function AuditPage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const { member, by, subject, from, until, before } = search
  const part = isPart(search.part) ? search.part : undefined
  const { data: page, error } = useQuery(
    trpc.agency.audit.queryOptions({
      ...(member ? { memberId: member } : {}),
      ...(by ? { actorKind: by } : {}),
      ...(part ? { context: part } : {}),
      ...(subject ? { subjectId: subject } : {}),
      ...(from ? { from } : {}),
      ...(until ? { until } : {}),
      ...(before ? { before } : {}),
    }),
  )
  const { data: members } = useQuery(trpc.agency.members.queryOptions())
  const { data: former } = useQuery(trpc.agency.formerMembers.queryOptions())
  // Another filter begins at its newest line.
  const go = (next: Partial<typeof search>) => void navigate({ search: { ...search, before: undefined, ...next } })
  const filtered = Boolean(member ?? by ?? part ?? subject ?? from ?? until)
  const oldest = page?.lines.at(-1)?.id
  const who = [
    ...[...(members ?? []), ...(former ?? [])].map((one) => ({ value: one.id, label: one.name })),
    { value: 'system', label: m['agency.audit.system']() },
    { value: 'link', label: m['agency.audit.link']() },
  ]
  const about = page?.lines.find((line) => line.subjectId === subject)?.subjectName
  return (
    <SettingsShell section="/settings/audit" lead={m['agency.audit.what']()}>
      <div className="flex flex-wrap items-end gap-2.5 pb-4">
        <Filter
          single
          label={m['agency.audit.who']()}
          all={m['agency.audit.everybody']()}
          options={who}
          chosen={[member ?? by].filter((one) => one !== undefined)}
          onChange={([chosen]) =>
            go({
              member: chosen === 'system' || chosen === 'link' ? undefined : chosen,
              by: chosen === 'system' || chosen === 'link' ? chosen : undefined,
            })
          }
        />
        <Filter
          single
          label={m['agency.audit.part']()}
          all={m['agency.audit.all-parts']()}
          options={PARTS.map((value) => ({ value, label: m[`agency.audit.part.${value}`]() }))}
          chosen={part ? [part] : []}
          onChange={([chosen]) => go({ part: chosen })}
        />
        {subject && (
          <Chip on onRemove={() => go({ subject: undefined })}>
            {m['agency.audit.only']({ name: about ?? m['agency.audit.this']() })}
          </Chip>
        )}
        <div className="flex gap-2 desk:ml-auto phone:w-full">
          <div className="w-[150px] phone:w-auto phone:flex-1">
            <DateField
              label={m['agency.audit.from']()}
              value={from ?? null}
              onChange={(day) => go({ from: day ?? undefined })}
            />
          </div>
          <div className="w-[150px] phone:w-auto phone:flex-1">
            <DateField
              label={m['agency.audit.until']()}
              value={until ?? null}
              onChange={(day) => go({ until: day ?? undefined })}
            />
          </div>
        </div>
      </div>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!page && !error && <SkeletonRows rows={10} rowHeight={44} />}
      {page?.lines.length === 0 && (
        <EmptyState
          icon={History}
          title={filtered || before ? m['agency.audit.empty-filter']() : m['agency.audit.empty']()}
          actions={
            (filtered || before) && (
              <Link to="/settings/audit" search={{}} className={buttonClass()}>
                {m['agency.audit.clear']()}
              </Link>
            )
          }
        />
      )}
      {page && page.lines.length > 0 && (
        <ol className="border-t border-ink">
          {page.lines.map((line) => (
            <AuditRow key={line.id} line={line} onAbout={(id) => go({ subject: id })} />
          ))}
        </ol>
      )}
      <div className="flex flex-wrap gap-2 pt-4 pb-6">
        {page?.more && oldest && (
          <Link to="/settings/audit" search={{ ...search, before: oldest }} className={buttonClass()}>
            {m['agency.audit.older']()}
          </Link>
        )}
        {before && (
          <Link to="/settings/audit" search={{ ...search, before: undefined }} className={buttonClass('quiet')}>
            {m['agency.audit.newest']()}
          </Link>
        )}
      </div>
    </SettingsShell>
  )
}
