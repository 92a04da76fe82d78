import type { Found, TextRules } from '@comptoir/domain/text'
import { findHashtags, findLinks, findMentions, textWithLink } from '@comptoir/domain/text'
import { Fragment } from 'react'
import { Avatar } from '../../components/avatar.tsx'
import { m } from '../../words.ts'
import type { ChannelLine, DraftPicture } from './composer-draft.ts'

interface Props {
  channel: ChannelLine
  parts: readonly string[]
  link: string | null
  media: readonly DraftPicture[]
  firstComment: string | null
  when: string | null
}

/** The post as its readers will see it: who speaks, the words with their links, the pictures, the card. */
export function Preview({ channel, parts, link, media, firstComment, when }: Props) {
  const inText = link !== null && channel.capabilities?.link === 'in-text'
  return (
    <div className="divide-y divide-hair">
      {parts.map((part, index) => (
        // The parts of a thread have no name of their own: their place is what they are.
        <article key={index} className="grid grid-cols-[26px_minmax(0,1fr)] gap-x-2.5 px-3 py-2.5">
          <Avatar name={channel.name} decorative />
          <div className="min-w-0">
            <p className="flex min-w-0 items-baseline gap-1.5 text-13">
              <b className="truncate">{channel.name}</b>
              <span className="min-w-0 truncate text-12 text-ink-3">{channel.handle}</span>
              {when && <span className="shrink-0 text-12 text-ink-3">· {when}</span>}
            </p>
            <p className="text-14 break-words whitespace-pre-wrap">
              <Marked
                text={index === 0 && inText ? textWithLink(part, link) : part}
                rules={channel.rules?.text ?? null}
              />
            </p>
            {index === 0 && media.length > 0 && <Pictures media={media} />}
            {index === 0 && link && channel.capabilities?.link === 'card' && media.length === 0 && (
              <p className="mt-2 truncate rounded-2 border border-line px-2.5 py-2 text-12 text-ink-2">
                {hostOf(link)}
              </p>
            )}
          </div>
        </article>
      ))}
      {firstComment && (
        <p className="py-2 pr-3 pl-12 text-13 break-words whitespace-pre-wrap">
          <span className="block text-12 text-ink-3">{m['editorial.first-comment']()}</span>
          <Marked text={firstComment} rules={channel.rules?.text ?? null} />
        </p>
      )}
    </div>
  )
}

function Pictures({ media }: { media: readonly DraftPicture[] }) {
  return (
    <div className={`mt-2 grid gap-0.5 overflow-hidden rounded-2 ${media.length > 1 ? 'grid-cols-2' : ''}`}>
      {media.map((picture) => (
        <img
          key={picture.mediaId}
          src={`/media/${picture.mediaId}`}
          alt={picture.alt}
          title={picture.alt || undefined}
          className="max-h-64 w-full bg-sunken object-cover"
        />
      ))}
    </div>
  )
}

function hostOf(link: string): string {
  return URL.canParse(link) ? new URL(link).host : link
}

/** Links, mentions and hashtags stand out as the network will find them, by its own grammar. */
function Marked({ text, rules }: { text: string; rules: TextRules | null }) {
  const found = rules ? foundIn(text, rules) : []
  return (
    <>
      {found.map((one, index) => (
        <Fragment key={one.start}>
          {text.slice(found[index - 1]?.end ?? 0, one.start)}
          <span className="underline decoration-line underline-offset-2">{one.text}</span>
        </Fragment>
      ))}
      {text.slice(found.at(-1)?.end ?? 0)}
    </>
  )
}

function foundIn(text: string, rules: TextRules): Found[] {
  const all = [
    ...findLinks(text, rules.linkGrammar),
    ...findMentions(text, rules.mentionGrammar),
    ...findHashtags(text, rules.hashtagGrammar),
  ].toSorted((a, b) => a.start - b.start || b.end - a.end)
  let end = 0
  return all.filter((one) => {
    if (one.start < end) return false
    end = one.end
    return true
  })
}
