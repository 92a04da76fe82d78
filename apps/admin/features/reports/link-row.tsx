import { useMutation } from '@tanstack/react-query'
import { useRef } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { INPUT } from '../../components/field.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { dayWithYear, epochMs, shortDay, timeOfDay } from '../../format/index.ts'
import { useMinute } from '../../frame/now.ts'
import { copyText } from '../../frame/copy-text.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import type { LinkLine } from './report-words.ts'

/** One reader's link: whether it opens, how often it was opened, and the way to take it back. */
export function LinkRow({ link, mayShare }: { link: LinkLine; mayShare: boolean }) {
  const zone = useZone()
  const minute = useMinute()
  const address = useRef<HTMLInputElement>(null)
  const label = link.label || m['reporting.link.unnamed']()
  const isOver = link.expiresAt !== null && epochMs(link.expiresAt) <= minute.getTime()
  const isOpen = link.revokedAt === null && !isOver
  const revoke = useMutation(
    trpc.reporting.revoke.mutationOptions({
      onSuccess: () => void showToast(m['reporting.link.revoke-done']()),
      onError: (failure) => void showToast(sentenceOf(failure)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.reporting.pathKey() }),
    }),
  )

  async function copy(url: string) {
    address.current?.select()
    showToast((await copyText(url)) ? m['reporting.link.copied']() : m['reporting.link.copy-failed']())
  }

  return (
    <li className="border-b border-hair py-2.5 text-13">
      <div className="flex flex-wrap items-baseline gap-x-2">
        <span className={`min-w-0 font-medium break-words ${isOpen ? '' : 'text-cancelled line-through'}`}>
          {label}
        </span>
        <span className="text-12 text-ink-3">{termOf(link, isOver, zone)}</span>
      </div>
      <p className="text-12 text-ink-2">
        {link.opened === 0
          ? m['reporting.link.not-opened']()
          : [
              m['reporting.link.opened']({ count: link.opened }),
              link.lastOpenedAt &&
                m['reporting.link.last']({
                  day: shortDay(link.lastOpenedAt, zone),
                  time: timeOfDay(link.lastOpenedAt, zone),
                }),
            ]
              .filter(Boolean)
              .join(', ')}
        {link.hasPassword && ` · ${m['reporting.link.has-password']()}`}
      </p>
      <p className="text-12 text-ink-3">
        {m['reporting.link.by']({ day: dayWithYear(link.createdAt, zone), name: link.createdByName })}
      </p>
      {isOpen && link.url && (
        <div className="flex items-center gap-2 pt-1.5">
          <input
            ref={address}
            readOnly
            value={link.url}
            aria-label={m['reporting.link.address']({ label })}
            onFocus={(event) => event.target.select()}
            className={`${INPUT} min-w-0 flex-1 text-12!`}
          />
          <Button
            size="small"
            aria-label={`${m['reporting.link.copy']()} ${label}`}
            onPress={() => void (link.url && copy(link.url))}
          >
            {m['reporting.link.copy']()}
          </Button>
        </div>
      )}
      {isOpen && mayShare && (
        <div className="pt-2">
          <ConfirmButton
            size="small"
            label={m['reporting.link.revoke']()}
            title={m['reporting.link.revoke-title']({ label })}
            confirm={m['reporting.link.revoke-do']()}
            keep={m['reporting.link.revoke-keep']()}
            onConfirm={() => revoke.mutateAsync({ linkId: link.id }).then(undefined, () => undefined)}
          >
            {m['reporting.link.revoke-says']()}
          </ConfirmButton>
        </div>
      )}
    </li>
  )
}

function termOf(link: LinkLine, isOver: boolean, zone: string): string {
  if (link.revokedAt) return m['reporting.link.revoked']({ day: dayWithYear(link.revokedAt, zone) })
  if (!link.expiresAt) return m['reporting.link.forever']()
  const day = dayWithYear(new Date(epochMs(link.expiresAt) - 1), zone)
  return isOver ? m['reporting.link.expired']({ day }) : m['reporting.link.until']({ day })
}
