import type { Found, TextRules } from '@comptoir/domain/text'
import { findHashtags, findLinks, findMentions, textWithLink } from '@comptoir/domain/text'
import {
  Bookmark,
  ChartNoAxesColumn,
  Ellipsis,
  Globe,
  Heart,
  Link2,
  MessageCircle,
  Repeat2,
  Reply,
  Share2,
  Star,
  ThumbsUp,
  type LucideIcon,
} from 'lucide-react'
import { Fragment, useState } from 'react'
import { useZone } from '../../data/session.ts'
import { initials, longDay, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { ChannelLine } from './composer-draft.ts'
import { CroppedPicture } from './cropped-picture.tsx'
import type { Crop, Size } from './crop-math.ts'
import { overflowAt } from './overflow.ts'

export type ShownPicture = { mediaId: string; alt: string; size: Size | null; crop: Crop | null }

interface Props {
  channel: ChannelLine
  parts: readonly string[]
  link: string | null
  pictures: readonly ShownPicture[]
  firstComment: string | null
  at: string | null
}

/** How a network lays a post out: where the name stands, how far the text runs, when it is folded, what stands under it. */
type Look = { stacked: boolean; square: boolean; bleed: boolean; fold: number | null; acts: readonly LucideIcon[] }
const PLAIN: Look = { stacked: false, square: false, bleed: false, fold: null, acts: [] }
const LOOKS: Readonly<Record<string, Look>> = {
  // Readers of a feed see so many characters, then "See more".
  facebook: { stacked: true, square: false, bleed: true, fold: 477, acts: [ThumbsUp, MessageCircle, Share2] },
  x: { ...PLAIN, acts: [MessageCircle, Repeat2, Heart, ChartNoAxesColumn, Bookmark] },
  bluesky: { ...PLAIN, acts: [MessageCircle, Repeat2, Heart, Ellipsis] },
  mastodon: { ...PLAIN, stacked: true, square: true, acts: [Reply, Repeat2, Star, Bookmark, Ellipsis] },
}

/** The post as its readers will see it: who speaks, the words with their links, the pictures as they are cut, the card. */
export function Preview({ channel, parts, link, pictures, firstComment, at }: Props) {
  const look = LOOKS[channel.network] ?? PLAIN
  const inText = link !== null && channel.capabilities?.link === 'in-text'
  const rules = channel.rules?.text ?? null
  return (
    <div className="text-14 leading-[19px]">
      {parts.map((part, index) => {
        const first = index === 0
        const card = first && link && channel.capabilities?.link === 'card' && pictures.length === 0 ? link : null
        const more = first && (pictures.length > 0 || card !== null)
        const extra = first && (
          <>
            {pictures.length > 0 && <Pictures pictures={pictures} bleed={look.bleed} />}
            {card && <LinkCard link={card} bleed={look.bleed} />}
          </>
        )
        return (
          // The parts of a thread have no name of their own: their place is what they are.
          <article key={index} className="relative pt-2.5">
            {index < parts.length - 1 && (
              <span aria-hidden className="absolute top-11 -bottom-2.5 left-[29px] w-0.5 bg-line" />
            )}
            <div className="grid grid-cols-[36px_minmax(0,1fr)] gap-x-2.5 px-3">
              <Face name={channel.name} square={look.square} />
              <div className="min-w-0">
                <Head channel={channel} at={at} stacked={look.stacked} />
                {!look.stacked && (
                  <Words text={first && inText ? textWithLink(part, link) : part} rules={rules} fold={look.fold} />
                )}
                {!look.stacked && extra}
              </div>
            </div>
            {look.stacked && (
              <div className={look.bleed ? '' : 'px-3'}>
                <div className={look.bleed ? 'px-3 pt-1.5' : 'pt-1.5'}>
                  <Words text={first && inText ? textWithLink(part, link) : part} rules={rules} fold={look.fold} />
                </div>
                {extra}
              </div>
            )}
            <Acts look={look} network={channel.network} flush={look.bleed && more} />
          </article>
        )
      })}
      {firstComment && (
        <p className="border-t border-hair px-3 py-2 text-13 break-words whitespace-pre-wrap">
          <span className="block text-12 text-ink-3">{m['editorial.first-comment']()}</span>
          <Marked text={firstComment} rules={rules} />
        </p>
      )}
    </div>
  )
}

function Face({ name, square }: { name: string; square: boolean }) {
  return (
    <span
      aria-hidden
      data-initials={initials(name)}
      className={`grid size-9 place-items-center bg-accent text-12 font-bold text-on-accent before:content-[attr(data-initials)] ${square ? 'rounded-2' : 'rounded-full'}`}
    />
  )
}

function Head({ channel, at, stacked }: { channel: ChannelLine; at: string | null; stacked: boolean }) {
  const zone = useZone()
  const time = at && timeOfDay(at, zone)
  const facebook = channel.network === 'facebook'
  if (!stacked)
    return (
      <p className="flex min-w-0 items-baseline gap-1.5 text-13">
        <b className="shrink-[0.2] truncate">{channel.name}</b>
        <span className="min-w-0 flex-1 truncate text-12 text-ink-3">{handleOf(channel)}</span>
        {time && <span className="shrink-0 text-12 text-ink-3">· {time}</span>}
      </p>
    )
  return (
    <div className="flex min-w-0 items-start gap-1.5 text-13">
      <p className="min-w-0 flex-1">
        <b className="block truncate">{channel.name}</b>
        <span className="flex min-w-0 items-center gap-1 text-12 text-ink-3">
          <span className="truncate">
            {facebook ? (at ? `${longDay(at, zone)}, ${time}` : m['editorial.no-time']()) : handleOf(channel)}
          </span>
          {facebook && <Globe aria-hidden size={11} strokeWidth={2} className="shrink-0" />}
        </span>
      </p>
      {!facebook && time && (
        <span className="flex shrink-0 items-center gap-1 text-12 text-ink-3">
          <Globe aria-hidden size={11} strokeWidth={2} />
          {time}
        </span>
      )}
      {facebook && <Ellipsis aria-hidden size={16} strokeWidth={2} className="text-ink-3" />}
    </div>
  )
}

const handleOf = ({ handle, network }: ChannelLine) =>
  handle.startsWith('@') || network === 'facebook' ? handle : `@${handle}`

/** The words, folded where the network folds them; what is under the fold opens as it would there. */
function Words({ text, rules, fold }: { text: string; rules: TextRules | null; fold: number | null }) {
  const [open, setOpen] = useState(false)
  const folded = fold !== null && text.length > fold && !open
  return (
    <p className="break-words whitespace-pre-wrap">
      <Marked text={folded ? text.slice(0, fold).trimEnd() : text} rules={rules} />
      {folded && (
        <>
          {'… '}
          <button type="button" className="cursor-pointer font-medium hover:underline" onClick={() => setOpen(true)}>
            {m['editorial.see-more']()}
          </button>
        </>
      )}
    </p>
  )
}

function Pictures({ pictures, bleed }: { pictures: readonly ShownPicture[]; bleed: boolean }) {
  return (
    <div
      className={`mt-2 grid items-start gap-0.5 overflow-hidden ${bleed ? '' : 'rounded-3'} ${pictures.length > 1 ? 'grid-cols-2' : ''}`}
    >
      {pictures.map((picture) => (
        <CroppedPicture key={picture.mediaId} {...picture} />
      ))}
    </div>
  )
}

/** The network makes the card from the page itself: only its address is known here. */
function LinkCard({ link, bleed }: { link: string; bleed: boolean }) {
  const url = URL.canParse(link) ? new URL(link) : null
  return (
    <div
      className={`mt-2 flex items-center gap-2.5 border-line bg-canvas px-3 py-2 text-12 ${bleed ? 'border-y' : 'rounded-3 border'}`}
    >
      <Link2 aria-hidden size={16} strokeWidth={2} className="shrink-0 text-ink-3" />
      <p className="min-w-0 flex-1">
        <span className="block truncate font-medium text-ink">{url?.host ?? link}</span>
        <span className="block truncate text-ink-3">{m['editorial.card-says']()}</span>
      </p>
    </div>
  )
}

/** What readers can do there: a drawing, nothing to press. */
function Acts({ look, network, flush }: { look: Look; network: string; flush: boolean }) {
  if (look.acts.length === 0) return <div className="h-2.5" />
  const words =
    network === 'facebook' ? [m['editorial.fb.like'](), m['editorial.fb.comment'](), m['editorial.fb.share']()] : []
  return (
    <div
      aria-hidden
      className={`flex justify-between gap-2 px-5 py-2 text-12 font-medium text-ink-3 ${look.stacked ? '' : 'pl-[58px]'} ${flush ? '' : 'pt-2.5'}`}
    >
      {look.acts.map((Icon, index) => (
        <span key={index} className="inline-flex items-center gap-1.5">
          <Icon size={15} strokeWidth={1.75} />
          {words[index]}
        </span>
      ))}
    </div>
  )
}

/** Links, mentions and hashtags stand out as the network will find them, by its own grammar; what it would refuse is marked. */
function Marked({ text, rules }: { text: string; rules: TextRules | null }) {
  const over = rules ? overflowAt(text, rules) : null
  const found = rules ? foundIn(text, rules) : []
  const edges = [...new Set([0, ...found.flatMap(({ start, end }) => [start, end]), over ?? 0, text.length])].toSorted(
    (a, b) => a - b,
  )
  return edges.slice(0, -1).map((start, index) => {
    const stretch = text.slice(start, edges[index + 1])
    const isFound = found.some((one) => one.start <= start && start < one.end)
    const classes = [
      isFound ? 'underline decoration-line underline-offset-2' : '',
      over !== null && start >= over ? 'bg-failed-bg text-failed' : '',
    ].filter(Boolean)
    return classes.length === 0 ? (
      <Fragment key={start}>{stretch}</Fragment>
    ) : (
      <span key={start} className={classes.join(' ')}>
        {stretch}
      </span>
    )
  })
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
