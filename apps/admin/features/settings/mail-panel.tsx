import { useMutation, useQuery } from '@tanstack/react-query'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Inspector } from '../../components/inspector.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { MailState } from './mail-state.tsx'

/** A mail as its reader sees it, in a frame that runs nothing and reaches nothing of the page. */
export function MailPanel({ mailId, onClose }: { mailId: string; onClose: () => void }) {
  const zone = useZone()
  const { data: mail, error } = useQuery(trpc.agency.mail.queryOptions({ mailId }))
  const again = useMutation(
    trpc.agency.sendMailAgain.mutationOptions({
      onSuccess: (answer) =>
        showToast(answer.kind === 'queued' ? m['agency.mails.again-done']() : m[`agency.mails.why.${answer.why}`]()),
      onError: (cause) => showToast(sentenceOf(cause)),
      onSettled: () =>
        Promise.all([
          queryClient.invalidateQueries({ queryKey: trpc.agency.mail.pathKey() }),
          queryClient.invalidateQueries({ queryKey: trpc.agency.mails.pathKey() }),
        ]),
    }),
  )
  return (
    <Inspector
      title={mail?.subject ?? m['agency.section.mails']()}
      onClose={onClose}
      width={560}
      footer={
        mail?.state === 'failed' ? (
          <Button
            kind="primary"
            busy={again.isPending}
            onPress={() => again.mutate({ mailId })}
            className="phone:h-12 phone:flex-1"
          >
            {m['agency.mails.again']()}
          </Button>
        ) : undefined
      }
    >
      {error && <ErrorNote title={sentenceOf(error)} />}
      {!mail && !error && <SkeletonRows rows={5} rowHeight={40} />}
      {mail && (
        <div className="grid h-full grid-rows-[auto_minmax(320px,1fr)] gap-3">
          <div className="grid gap-1 text-13">
            <p className="flex flex-wrap items-center gap-x-3">
              <MailState line={mail} />
              <span className="text-ink-2">{m['agency.mails.to']({ recipient: mail.recipient })}</span>
            </p>
            <p className="text-ink-3">
              {dayAndTime(mail.sentAt ?? mail.createdAt, zone)}
              {mail.tries > 0 && ` · ${m['agency.mails.tries']({ count: mail.tries })}`}
            </p>
            {mail.lastError && <p className="break-words">{m['agency.mails.last-try']({ reason: mail.lastError })}</p>}
          </div>
          {mail.words ? (
            <div className="grid grid-rows-[minmax(0,1fr)_auto] gap-1.5">
              <iframe
                title={m['agency.mails.frame']()}
                // No script and no origin; links may open a tab, since without a mail server they are the way in.
                sandbox="allow-popups allow-popups-to-escape-sandbox"
                srcDoc={inNewTabs(mail.words.html)}
                className="size-full rounded-3 border border-line bg-surface [color-scheme:light]"
              />
              <p className="text-12 text-ink-3">{m['agency.mails.frame-says']()}</p>
            </div>
          ) : (
            <p className="border-t border-hair pt-3 text-13 text-ink-2">{m['agency.mails.secret']()}</p>
          )}
        </div>
      )}
    </Inspector>
  )
}

/** Inside the frame a link would open in the frame. */
function inNewTabs(html: string): string {
  return html.replace(/<head>/i, '<head><base target="_blank">')
}
