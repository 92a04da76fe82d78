import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { refreshSession, useMay, useSession, useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { dayWithYear, placeOf, sameWallTime, timeOfDay } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { mayWord, type Member, type Role, roleOptions, roleWord } from './role-word.ts'

/** A person of the agency: what they may, and, for a director, another role or the end of their membership. */
export function MemberPanel({ member, onClose }: { member: Member; onClose: () => void }) {
  const zone = useZone()
  const now = useMinute()
  const navigate = useNavigate()
  const mayManage = useMay('members.manage')
  const mayLog = useMay('audit.read')
  const isMe = useSession().member?.id === member.id
  const [role, setRole] = useState<Role>(member.role)
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.agency.pathKey() })
  const change = useMutation(
    trpc.agency.changeRole.mutationOptions({
      onSuccess: async (answer) => {
        if (answer.kind === 'refused') return
        showToast(m['people.role.changed']({ name: member.name, role: roleWord(role) }))
        if (isMe) await refreshSession()
      },
      onSettled: again,
    }),
  )
  const end = useMutation(
    trpc.agency.removeMember.mutationOptions({
      onSuccess: async (answer) => {
        if (answer.kind === 'refused') return
        showToast(m['people.end.done']({ name: member.name }))
        onClose()
        if (isMe) {
          await refreshSession()
          await navigate({ to: '/' })
        }
      },
      onSettled: again,
    }),
  )
  const refused = [change.data, end.data].find((answer) => answer?.kind === 'refused')
  const error = change.error ?? end.error
  const facts = [
    [m['people.language'](), member.language === 'fr' ? 'Français' : 'English'],
    [
      m['people.zone'](),
      sameWallTime(now, zone, member.zone)
        ? placeOf(member.zone)
        : `${placeOf(member.zone)} · ${m['people.clock']({ time: timeOfDay(now, member.zone) })}`,
    ],
  ] as const
  return (
    <Inspector
      title={
        <span className="flex items-center gap-2.5">
          <Avatar name={member.name} decorative />
          {member.name}
        </span>
      }
      aside={m['people.since']({ day: dayWithYear(member.since, zone) })}
      onClose={onClose}
      footer={
        mayManage && (
          <>
            <ConfirmButton
              label={m['people.end']()}
              title={m['people.end.title']({ name: member.name })}
              confirm={m['people.end.do']()}
              onConfirm={() => {
                change.reset()
                return Promise.allSettled([end.mutateAsync({ memberId: member.id })])
              }}
            >
              {isMe ? m['people.end.says-self']() : m['people.end.says']()}
            </ConfirmButton>
            <span className="flex-1" />
            <Button
              kind="primary"
              busy={change.isPending}
              isDisabled={role === member.role}
              onPress={() => {
                end.reset()
                change.mutate({ memberId: member.id, role })
              }}
            >
              {m['people.role.do']()}
            </Button>
          </>
        )
      }
    >
      <dl className="pb-4">
        <div className="flex flex-wrap gap-x-3 border-b border-hair py-1.5 text-13">
          <dt className="w-[130px] text-ink-3">{m['people.email']()}</dt>
          <dd className="min-w-0 break-all">
            <a href={`mailto:${member.email}`}>{member.email}</a>
          </dd>
        </div>
        {facts.map(([label, value]) => (
          <div key={label} className="flex flex-wrap gap-x-3 border-b border-hair py-1.5 text-13">
            <dt className="w-[130px] text-ink-3">{label}</dt>
            <dd className="min-w-0 break-all">{value}</dd>
          </div>
        ))}
      </dl>
      {mayManage ? (
        <RadioGroup
          label={m['people.change-role']({ name: member.name })}
          value={role}
          onChange={(next) => {
            change.reset()
            setRole(next)
          }}
          options={roleOptions()}
        />
      ) : (
        <>
          <p className="font-medium">{roleWord(member.role)}</p>
          <p className="text-13 text-ink-2">{mayWord(member.role)}</p>
        </>
      )}
      {refused?.kind === 'refused' && (
        <div className="pt-4">
          <ErrorNote title={m[`people.why.${refused.why}`]()} />
        </div>
      )}
      {error && (
        <div className="pt-4">
          <ErrorNote title={sentenceOf(error)} />
        </div>
      )}
      {mayLog && (
        <p className="pt-4 text-13">
          <PathLink path={`/settings/audit?member=${member.id}`}>{m['people.log']()}</PathLink>
        </p>
      )}
    </Inspector>
  )
}
