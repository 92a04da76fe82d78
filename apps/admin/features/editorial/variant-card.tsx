import { countText, splitThread, textWithLink, tightestCount, type Problem } from '@comptoir/domain/text'
import type { Filling } from '@comptoir/domain/countdown'
import { X } from 'lucide-react'
import { lazy, Suspense, useState } from 'react'
import { Button, IconButton } from '../../components/button.tsx'
import { Counter } from '../../components/counter.tsx'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { m } from '../../words.ts'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { isAddress, linkFor, linkOf, type ChannelLine, type Draft, type DraftVariant } from './composer-draft.ts'
import type { Crop } from './crop-math.ts'
import { placeholderWord, problemWord } from './editorial-words.ts'
import { Preview } from './preview.tsx'
import { emptyPlaceholders, factsOf, filledWords, problemsOf, shownPictures, type Files } from './variant-facts.ts'

const CropEditor = lazy(() => import('./crop-editor.tsx'))

interface Props {
  channel: ChannelLine
  variant: DraftVariant
  draft: Draft
  files: Files
  /** What placeholders are filled from. */
  filling: Filling | null
  at: string | null
  isDisabled: boolean
  onChange: (change: Partial<DraftVariant>) => void
  onRemove: () => void
}

/** One channel: its own words or the common ones, how much its network still takes, and how it will look there. */
export function VariantCard({ channel, variant, draft, files, filling, at, isDisabled, onChange, onRemove }: Props) {
  const [cutting, setCutting] = useState(false)
  const parts = variant.parts ?? [draft.text]
  const link = linkFor(variant, draft)
  const network = networkName(channel.network)
  const problems = problemsOf(channel, variant, draft, factsOf(variant, draft, files), filling)
  const empty = emptyPlaceholders(variant, draft, filling)
  const said = filledWords(variant, draft, filling)
  const whole = said.parts.map((part, index) =>
    index === 0 && link && channel.capabilities?.link === 'in-text' ? textWithLink(part, link) : part,
  )
  const setPart = (index: number, text: string) =>
    onChange({ parts: parts.map((old, i) => (i === index ? text : old)) })
  const inPart = (index: number) =>
    problems.find(
      ({ field, index: place }) =>
        (field === 'text' || field === 'thread') && (place === null ? index === 0 : place === index),
    )
  const textProblem = inPart(0)
  const linkProblem = problems.find(({ field }) => field === 'link')
  const commentProblem = problems.find(({ field }) => field === 'first-comment')
  const commentEmpty = empty.find(({ field }) => field === 'first-comment')
  // The alternative text's are said at its own field, beside the picture.
  const rest = problems.filter(({ field }) => field === 'media' || (field === 'link' && variant.link === null))
  const ownLink = variant.link !== null ? linkOf({ link: variant.link }) : null
  const maxParts = channel.rules?.text.maxParts ?? 1
  const split =
    channel.rules && maxParts > 1 && textProblem?.rule === 'too-long'
      ? splitThread(parts.join('\n\n'), channel.rules.text)
      : null
  return (
    <section aria-label={`${network} ${channel.handle}`} className="min-w-0">
      <header className="flex items-center gap-2 pb-1.5 text-13">
        <NetworkMark network={channel.network} size={16} decorative />
        <b>{network}</b>
        <span className="min-w-0 flex-1 truncate text-ink-3">
          {variant.parts ? m['editorial.own']() : m['editorial.follows']()}
        </span>
        <PartCounter text={whole[0] ?? ''} channel={channel} />
        {!isDisabled && (
          <IconButton
            className="-my-2 -mr-2"
            label={m['editorial.remove-channel-of']({ network, handle: channel.handle })}
            onPress={onRemove}
          >
            <X size={14} strokeWidth={2} />
          </IconButton>
        )}
      </header>
      <div
        className={`overflow-hidden rounded-3 border bg-surface ${problems.length + empty.length > 0 ? 'border-failed shadow-[inset_0_0_0_1px_var(--failed)]' : 'border-line'}`}
      >
        <Preview
          channel={channel}
          parts={said.parts}
          link={link}
          pictures={shownPictures(variant, draft, files)}
          firstComment={said.firstComment}
          at={at}
        />
      </div>
      {!variant.parts && textProblem && <Problems problems={[textProblem]} />}
      {!variant.parts && <Empty words={empty.filter(({ field }) => field !== 'first-comment').map(placeholderWord)} />}
      <Problems problems={rest} />
      {variant.parts && (
        <div className="grid gap-2 pt-2">
          {parts.map((part, index) => {
            const problem = inPart(index)
            const unfilled = empty.find((one) => one.field !== 'first-comment' && (one.index ?? 0) === index)
            return (
              <div key={index}>
                <TextArea
                  label={
                    parts.length > 1 ? m['editorial.part']({ number: index + 1 }) : m['editorial.text-of']({ network })
                  }
                  aside={index > 0 && <PartCounter text={said.parts[index] ?? ''} channel={channel} />}
                  value={part}
                  rows={3}
                  isDisabled={isDisabled}
                  error={problem ? problemWord(problem) : unfilled && placeholderWord({ ...unfilled, index: null })}
                  onChange={(text) => setPart(index, text)}
                />
                {parts.length > 1 && !isDisabled && (
                  <Button
                    size="small"
                    kind="quiet"
                    onPress={() => onChange({ parts: parts.filter((_, i) => i !== index) })}
                  >
                    {m['editorial.remove-part']({ number: index + 1 })}
                  </Button>
                )}
              </div>
            )
          })}
        </div>
      )}
      {variant.link !== null && (
        <TextField
          className="pt-2"
          label={m['editorial.link-of']({ network })}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={variant.link}
          isDisabled={isDisabled}
          error={
            ownLink && !isAddress(ownLink)
              ? m['editorial.link-unread']()
              : linkProblem
                ? problemWord(linkProblem)
                : undefined
          }
          onChange={(typed) => onChange({ link: typed })}
        />
      )}
      {variant.firstComment !== null && (
        <div className="pt-2">
          <TextArea
            label={m['editorial.first-comment']()}
            aside={network}
            value={variant.firstComment}
            rows={2}
            isDisabled={isDisabled}
            error={
              commentProblem
                ? problemWord(commentProblem)
                : commentEmpty && placeholderWord({ ...commentEmpty, field: 'text' })
            }
            onChange={(firstComment) => onChange({ firstComment })}
          />
        </div>
      )}
      {cutting && draft.media.length > 0 && (
        <Suspense fallback={<SkeletonRows rows={2} />}>
          {draft.media.map(({ mediaId, name, crop }) => {
            const file = files.get(mediaId)
            return file?.width && file.height ? (
              <div key={mediaId} className="pt-2">
                <CropEditor
                  mediaId={mediaId}
                  name={name}
                  size={{ width: file.width, height: file.height }}
                  crop={variant.crops[mediaId] ?? crop}
                  rules={channel.rules?.media ?? null}
                  onChange={(next) => onChange({ crops: withCrop(variant.crops, mediaId, next, crop !== null) })}
                />
              </div>
            ) : (
              <p key={mediaId} className="pt-2 text-12 text-ink-3">
                {m['editorial.picture.preparing']()}
              </p>
            )
          })}
        </Suspense>
      )}
      {!isDisabled && (
        <div className="-ml-2 flex flex-wrap gap-1 pt-1.5">
          <Button
            size="small"
            kind="quiet"
            onPress={() => onChange({ parts: variant.parts ? null : [draft.text] })}
            {...(variant.parts ? { title: m['editorial.follow-says']() } : {})}
          >
            {variant.parts ? m['editorial.follow']() : m['editorial.vary']()}
          </Button>
          {split && split.length > 1 && (
            <Button size="small" onPress={() => onChange({ parts: split })}>
              {m['editorial.split']({ count: split.length })}
            </Button>
          )}
          {variant.parts && parts.length < maxParts && (
            <Button size="small" kind="quiet" onPress={() => onChange({ parts: [...parts, ''] })}>
              {m['editorial.add-part']()}
            </Button>
          )}
          {draft.media.length > 0 && (
            <Button
              size="small"
              kind="quiet"
              aria-expanded={cutting}
              aria-label={cutting ? m['editorial.crop.done']() : m['editorial.crop.for']({ network })}
              onPress={() => setCutting(!cutting)}
            >
              {cutting ? m['editorial.crop.done']() : m['editorial.crop.of']()}
            </Button>
          )}
          {Object.keys(variant.crops).length > 0 && (
            <Button size="small" kind="quiet" onPress={() => onChange({ crops: {} })}>
              {m['editorial.crop.common']()}
            </Button>
          )}
          {(channel.capabilities?.link !== false || variant.link !== null) && (
            <Button size="small" kind="quiet" onPress={() => onChange({ link: variant.link === null ? '' : null })}>
              {variant.link === null ? m['editorial.link-own']() : m['editorial.link-common']()}
            </Button>
          )}
          {(channel.capabilities?.firstComment || variant.firstComment !== null) && (
            <Button
              size="small"
              kind="quiet"
              onPress={() => onChange({ firstComment: variant.firstComment === null ? '' : null })}
            >
              {variant.firstComment === null ? m['editorial.add-comment']() : m['editorial.remove-comment']()}
            </Button>
          )}
        </div>
      )}
    </section>
  )
}

const WHOLE: Crop = { x: 0, y: 0, width: 1, height: 1 }

/** A channel that shows all of a picture says so only where the others cut it. */
function withCrop(crops: DraftVariant['crops'], mediaId: string, next: Crop | null, othersCut: boolean) {
  const { [mediaId]: _, ...rest } = crops
  const own = next ?? (othersCut ? WHOLE : null)
  return own ? { ...rest, [mediaId]: own } : rest
}

function PartCounter({ text, channel }: { text: string; channel: ChannelLine }) {
  const tight = channel.rules && tightestCount(countText(text, channel.rules.text))
  if (!tight) return null
  return <Counter count={tight.actual} limit={tight.max} />
}

function Empty({ words }: { words: readonly string[] }) {
  return words.map((word) => (
    <p key={word} role="alert" className="pt-1 text-12 text-failed">
      {word}
    </p>
  ))
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  return problems.map((problem) => (
    <p key={`${problem.field} ${problem.rule} ${problem.index}`} role="alert" className="pt-1 text-12 text-failed">
      {problemWord(problem)}
    </p>
  ))
}
