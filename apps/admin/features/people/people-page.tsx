import { useQuery } from '@tanstack/react-query'
import { getRouteApi } from '@tanstack/react-router'
import { UserPlus } from 'lucide-react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { trpc } from '../../data/trpc.ts'
import { useCommands } from '../../frame/commands.ts'
import { m } from '../../words.ts'
import { FormerPeople } from './former-people.tsx'
import { InvitationList } from './invitation-list.tsx'
import { InvitePanel } from './invite-panel.tsx'
import { MemberPanel } from './member-panel.tsx'
import { MemberRow } from './member-row.tsx'

const route = getRouteApi('/frame/people')

/** Who is in the agency, who is expected, who left. */
export default function PeoplePage() {
  const search = route.useSearch()
  const navigate = route.useNavigate()
  const mayManage = useMay('members.manage')
  const { data: members, error } = useQuery(trpc.agency.members.queryOptions())
  const { data: invitations } = useQuery(trpc.agency.invitations.queryOptions(undefined, { enabled: mayManage }))
  const openInvite = () => void navigate({ search: { invite: true } })
  useCommands(
    mayManage
      ? [
          {
            id: 'people.invite',
            label: () => m['people.invite'](),
            group: () => m['people.title'](),
            keys: 'n',
            run: openInvite,
          },
        ]
      : [],
  )
  const open = members?.find((one) => one.id === search.member)
  const waiting = (invitations ?? []).filter((one) => !one.expired).length
  const close = () => void navigate({ search: {} })
  const invite = mayManage && (
    <Button kind="primary" onPress={openInvite}>
      {m['people.invite']()}
    </Button>
  )
  return (
    <div className="@container px-7 py-5 phone:px-4">
      <header className="flex flex-wrap items-start justify-between gap-3 pb-5">
        <div>
          <h1 className="text-26">{m['people.title']()}</h1>
          {members && (
            <p className="text-ink-2">
              {m['people.count']({ count: members.length })}
              {waiting > 0 && ` ${m['people.invited-count']({ count: waiting })}`}
            </p>
          )}
        </div>
        {invite}
      </header>
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!members && !error && <SkeletonRows rows={6} rowHeight={52} />}
      {members && (
        <section className="pb-7">
          <h2 className="rule pb-1.5 text-13 font-bold">{m['people.members']()}</h2>
          <ul>
            {members.map((member) => (
              <MemberRow
                key={member.id}
                member={member}
                isOpen={member.id === search.member}
                open={() => void navigate({ search: { member: member.id } })}
              />
            ))}
          </ul>
        </section>
      )}
      {members?.length === 1 && invitations?.length === 0 && (
        <EmptyState icon={UserPlus} title={m['people.alone']()} actions={invite}>
          {m['people.alone-says']()}
        </EmptyState>
      )}
      {invitations && invitations.length > 0 && <InvitationList invitations={invitations} />}
      <FormerPeople />
      {open && <MemberPanel key={open.id} member={open} onClose={close} />}
      {search.invite && mayManage && <InvitePanel onClose={close} />}
    </div>
  )
}
