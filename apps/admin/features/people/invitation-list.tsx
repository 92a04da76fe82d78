import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useSession, useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { InvitationLink } from './invitation-link.tsx'
import { roleWord } from './role-word.ts'

type Invitation = Outputs['agency']['invitations'][number]

/** Who is expected: until when, and a new link when the first one got lost. */
export function InvitationList({ invitations }: { invitations: readonly Invitation[] }) {
  const zone = useZone()
  const { agency } = useSession()
  const { data: house } = useQuery(trpc.agency.get.queryOptions())
  const [renewed, setRenewed] = useState<(Invitation & { url: string }) | null>(null)
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.agency.invitations.queryKey() })
  const invite = useMutation(
    trpc.agency.invite.mutationOptions({ onError: (error) => showToast(sentenceOf(error)), onSettled: again }),
  )
  const revoke = useMutation(
    trpc.agency.revokeInvitation.mutationOptions({
      onSuccess: (answer) =>
        showToast(answer.kind === 'revoked' ? m['people.revoke.done']() : m[`people.why.${answer.why}`]()),
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: again,
    }),
  )
  const renew = (invitation: Invitation) =>
    invite.mutate(
      {
        name: invitation.name ?? invitation.email,
        email: invitation.email,
        role: invitation.role,
        language: agency?.language === 'en' ? 'en' : 'fr',
      },
      {
        onSuccess: (answer) =>
          answer.kind === 'invited'
            ? setRenewed({ ...invitation, url: answer.url })
            : showToast(m[`people.why.${answer.why}`]()),
      },
    )
  return (
    <section className="pb-7">
      <h2 className="rule pb-1.5 text-13 font-bold">{m['people.invited']()}</h2>
      <ul>
        {invitations.map((invitation) => (
          <li
            key={invitation.id}
            className="flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hair py-2.5 text-13"
          >
            <span className="min-w-0 flex-[1_1_220px] break-words">
              <span className="text-14 font-medium">{invitation.name ?? invitation.email}</span>{' '}
              <span className="text-ink-2">{roleWord(invitation.role)}</span>
              <span className="block truncate text-12 text-ink-3">{invitation.email}</span>
            </span>
            <span className={invitation.expired ? 'font-medium text-failed' : 'text-ink-2'}>
              {invitation.expired
                ? m['people.expired']({ when: dayAndTime(invitation.expiresAt, zone) })
                : m['people.expires']({ when: dayAndTime(invitation.expiresAt, zone) })}
            </span>
            <span className="flex gap-2">
              <Button
                size="small"
                busy={invite.isPending && invite.variables.email === invitation.email}
                onPress={() => renew(invitation)}
              >
                {m['people.new-link']()}
              </Button>
              <ConfirmButton
                size="small"
                label={m['people.revoke']()}
                title={m['people.revoke.title']({ name: invitation.name ?? invitation.email })}
                confirm={m['people.revoke.do']()}
                onConfirm={() => Promise.allSettled([revoke.mutateAsync({ invitationId: invitation.id })])}
              >
                {m['people.revoke.says']()}
              </ConfirmButton>
            </span>
          </li>
        ))}
      </ul>
      {renewed && (
        <Inspector
          title={m['people.invite.done']({ name: renewed.name ?? renewed.email })}
          onClose={() => setRenewed(null)}
        >
          <InvitationLink
            url={renewed.url}
            email={renewed.email}
            role={renewed.role}
            mailed={house?.sendsMail ?? false}
          />
        </Inspector>
      )}
    </section>
  )
}
