import { Avatar } from '../../components/avatar.tsx'
import { useZone } from '../../data/session.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { PostPage } from './composer-draft.ts'
import { happenedWord } from './editorial-words.ts'

/** What was said of a post and decided about it, in order. */
export function ReviewThread({ post }: { post: Pick<PostPage, 'reviews'> }) {
  const zone = useZone()
  return (
    <ol>
      {post.reviews.map((one) => (
        <li key={one.id} className="border-b border-hair py-2 text-13">
          <p className="flex items-center gap-1.5">
            {one.memberName && <Avatar name={one.memberName} size={20} decorative />}
            <b>{one.memberName ?? m['editorial.house']()}</b>
            <span className="text-12 text-ink-3">{dayAndTime(one.at, zone)}</span>
          </p>
          <p className="text-ink-2">
            {happenedWord(one.kind)}{' '}
            <span className="text-ink-3">{m['editorial.of-version']({ number: one.revision })}</span>
          </p>
          {one.comment && <p className="break-words whitespace-pre-wrap">{one.comment}</p>}
        </li>
      ))}
    </ol>
  )
}
