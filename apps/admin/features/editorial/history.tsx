import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { readRevision } from '../../components/revision-difference.ts'
import { sentenceOf } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { trpcClient } from '../../data/trpc.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'
import { Changes } from './changes.tsx'
import type { PostPage } from './composer-draft.ts'

/** Each version, who wrote it and when; opened, what it changed. An earlier text can be taken up again. */
export function History({ post, onTakeUp }: { post: PostPage; onTakeUp: (text: string) => void }) {
  const zone = useZone()
  const [open, setOpen] = useState<number | null>(null)
  const [no, setNo] = useState<string | null>(null)

  async function takeUp(number: number) {
    try {
      const { content } = await trpcClient.editorial.revision.query({ postId: post.id, number })
      const revision = readRevision(content)
      setNo(revision ? null : m['editorial.diff.unknown']())
      if (revision) onTakeUp(revision.text)
    } catch (error) {
      setNo(sentenceOf(error))
    }
  }

  return (
    <section id="history" className="pb-6">
      <h2 className="rule pb-1 text-13">{m['editorial.history']()}</h2>
      <ol>
        {post.revisions.map(({ number, authorName, at }) => (
          <li key={number} className="border-b border-hair py-1.5 text-12">
            <button
              type="button"
              aria-expanded={open === number}
              onClick={() => setOpen(open === number ? null : number)}
              className="flex w-full cursor-pointer flex-wrap gap-x-2 text-left hover:underline phone:min-h-9 phone:items-center"
            >
              <b>{m['editorial.version']({ number })}</b>
              <span className="text-ink-2">{authorName ?? m['editorial.house']()}</span>
              <span className="text-ink-3">{dayAndTime(at, zone)}</span>
            </button>
            {open === number && (
              <div className="grid gap-2 pt-1.5 pb-1">
                {number === 1 ? (
                  <p className="text-12 text-ink-2">{m['editorial.first-version']()}</p>
                ) : (
                  <Changes post={post} from={number - 1} to={number} />
                )}
                {number !== post.version && (
                  <Button size="small" className="justify-self-start" onPress={() => void takeUp(number)}>
                    {m['editorial.take-up']()}
                  </Button>
                )}
              </div>
            )}
          </li>
        ))}
      </ol>
      <p className="pt-2 text-12">
        <PathLink path={`/posts/${post.id}/evidence`} className="underline underline-offset-2">
          {m['deliveries.evidence']()}
        </PathLink>
      </p>
      {no && (
        <p role="alert" className="text-12 text-failed">
          {no}
        </p>
      )}
    </section>
  )
}
