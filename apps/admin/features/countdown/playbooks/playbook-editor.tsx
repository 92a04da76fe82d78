import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../../components/button.tsx'
import { ErrorNote } from '../../../components/error-note.tsx'
import { LeaveGuard } from '../../../components/leave-guard.tsx'
import { PathLink } from '../../../components/path-link.tsx'
import { TextField } from '../../../components/text-field.tsx'
import { sentenceOf } from '../../../data/errors.ts'
import { useMay, useZone } from '../../../data/session.ts'
import { queryClient, trpc } from '../../../data/trpc.ts'
import { dayAndTime } from '../../../format/index.ts'
import { showToast } from '../../../frame/toasts.ts'
import { m } from '../../../words.ts'
import { PostItems } from './post-items.tsx'
import { TaskItems } from './task-items.tsx'
import type { PlaybookPage } from './types.ts'

/** Edits a playbook whole: nothing is kept until it is saved, and what it has made elsewhere stays as it is. */
export function PlaybookEditor({ playbook }: { playbook: PlaybookPage }) {
  const mayWrite = useMay('countdown.write') && !playbook.archived
  const [draft, setDraft] = useState({ name: playbook.name, content: playbook.content })
  const [base, setBase] = useState(playbook)
  const [no, setNo] = useState<string | null>(null)
  const unsaved = draft.name !== base.name || JSON.stringify(draft.content) !== JSON.stringify(base.content)
  // Another person's version is taken over while nothing is typed here.
  if (playbook.version !== base.version && !unsaved) {
    setBase(playbook)
    setDraft({ name: playbook.name, content: playbook.content })
  }
  const nameless = draft.name.trim() === '' || draft.content.posts.some(({ title }) => title.trim() === '')
  const save = useMutation(
    trpc.countdown.savePlaybook.mutationOptions({
      onMutate: () => setNo(null),
      onError: (error) => setNo(sentenceOf(error)),
      onSuccess: (answer, sent) => {
        if (answer.kind === 'refused') return setNo(m[`playbooks.why.${answer.why}`]())
        setBase({ ...base, version: answer.version, name: sent.name, content: draft.content })
        setDraft((old) => ({ ...old, name: sent.name }))
        showToast(m['playbooks.saved']({ name: sent.name }))
        void queryClient.invalidateQueries({ queryKey: trpc.countdown.pathKey() })
      },
    }),
  )
  return (
    <>
      <LeaveGuard
        unsaved={() => unsaved && mayWrite}
        title={m['playbooks.leave.title']()}
        says={m['playbooks.leave.says']()}
        stay={m['playbooks.leave.stay']()}
        go={m['playbooks.leave.go']()}
      />
      <header className="pb-5">
        <h1 className="text-26">{base.name}</h1>
        <p className="text-ink-2">
          {m['playbooks.counts']({ posts: draft.content.posts.length, tasks: draft.content.tasks.length })}
          {playbook.madeFrom && (
            <>
              {' · '}
              <PathLink path={`/countdown/${playbook.madeFrom.id}`}>
                {m['playbooks.made-from']({ name: playbook.madeFrom.name })}
              </PathLink>
            </>
          )}
        </p>
        <div className="flex flex-wrap gap-2 pt-3">
          {mayWrite && (
            <Button
              kind="primary"
              busy={save.isPending}
              isDisabled={!unsaved || nameless}
              onPress={() =>
                save.mutate({
                  playbookId: playbook.id,
                  version: base.version,
                  name: draft.name.trim(),
                  content: draft.content,
                })
              }
            >
              {m['playbooks.save']()}
            </Button>
          )}
          <Acts playbook={playbook} />
        </div>
      </header>
      {no && <ErrorNote title={no} />}
      {playbook.archived && <p className="pb-4 font-medium text-ink-2">{m['playbooks.is-away']()}</p>}
      <div className="grid gap-x-8 gap-y-6 @4xl:grid-cols-[minmax(0,1fr)_300px]">
        <div className="min-w-0">
          {mayWrite && (
            <TextField
              className="max-w-[480px] pb-5"
              label={m['playbooks.name']()}
              value={draft.name}
              maxLength={160}
              error={draft.name.trim() === '' ? m['playbooks.nameless']() : undefined}
              onChange={(name) => setDraft((old) => ({ ...old, name }))}
            />
          )}
          <PostItems
            items={draft.content.posts}
            isDisabled={!mayWrite}
            onChange={(posts) => setDraft((old) => ({ ...old, content: { ...old.content, posts } }))}
          />
          <TaskItems
            items={draft.content.tasks}
            isDisabled={!mayWrite}
            onChange={(tasks) => setDraft((old) => ({ ...old, content: { ...old.content, tasks } }))}
          />
        </div>
        <Applications playbook={playbook} />
      </div>
    </>
  )
}

function Applications({ playbook }: { playbook: PlaybookPage }) {
  const zone = useZone()
  return (
    <section className="min-w-0">
      <h2 className="rule pb-1 text-13">{m['playbooks.applications']()}</h2>
      {playbook.applications.length === 0 && <p className="py-2 text-13 text-ink-2">{m['playbooks.how']()}</p>}
      <ul>
        {playbook.applications.map((one) => (
          <li key={`${one.eventId} ${one.at}`} className="border-b border-hair py-1.5 text-13">
            <PathLink path={`/countdown/${one.eventId}`}>{one.event}</PathLink>
            <p className="text-12 text-ink-3">
              {[dayAndTime(one.at, zone), one.by, m['playbooks.counts']({ posts: one.posts, tasks: one.tasks })].join(
                ' · ',
              )}
            </p>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Acts({ playbook }: { playbook: PlaybookPage }) {
  const mayWrite = useMay('countdown.write')
  const navigate = useNavigate()
  const again = () => queryClient.invalidateQueries({ queryKey: trpc.countdown.pathKey() })
  const no = (error: unknown) => void showToast(sentenceOf(error))
  const copy = useMutation(
    trpc.countdown.duplicatePlaybook.mutationOptions({
      onError: no,
      onSuccess: async ({ id }) => {
        await again()
        await navigate({ to: '/playbooks/$playbookId', params: { playbookId: id } })
      },
    }),
  )
  const restore = useMutation(
    trpc.countdown.restorePlaybook.mutationOptions({ onError: no, onSuccess: () => void again() }),
  )
  const archive = useMutation(
    trpc.countdown.archivePlaybook.mutationOptions({
      onError: no,
      onSuccess: () => {
        void again()
        showToast(m['playbooks.put-away']({ name: playbook.name }), {
          undo: () => restore.mutate({ playbookId: playbook.id }),
        })
      },
    }),
  )
  if (!mayWrite) return null
  return (
    <>
      <Button
        busy={copy.isPending}
        onPress={() =>
          copy.mutate({ playbookId: playbook.id, name: m['playbooks.copy-of']({ name: playbook.name }).slice(0, 160) })
        }
      >
        {m['playbooks.duplicate']()}
      </Button>
      {playbook.archived ? (
        <Button busy={restore.isPending} onPress={() => restore.mutate({ playbookId: playbook.id })}>
          {m['playbooks.restore']()}
        </Button>
      ) : (
        <Button kind="quiet" busy={archive.isPending} onPress={() => archive.mutate({ playbookId: playbook.id })}>
          {m['playbooks.archive']()}
        </Button>
      )}
    </>
  )
}
