import {
  checkVariant,
  countText,
  splitThread,
  textWithLink,
  tightestCount,
  type MediaFacts,
  type Problem,
} from '@comptoir/domain/text'
import { Button } from '../../components/button.tsx'
import { Counter } from '../../components/counter.tsx'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { TextArea } from '../../components/text-field.tsx'
import { m } from '../../words.ts'
import { linkOf, type ChannelLine, type Draft, type DraftVariant } from './composer-draft.ts'
import { problemWord } from './editorial-words.ts'
import { Preview } from './preview.tsx'

interface Props {
  channel: ChannelLine
  variant: DraftVariant
  draft: Draft
  facts: readonly MediaFacts[]
  when: string | null
  isDisabled: boolean
  onChange: (change: Partial<DraftVariant>) => void
  onRemove: () => void
}

/** What the network of a channel would refuse of the draft; a network served by hand refuses nothing. */
export function problemsOf(
  channel: ChannelLine,
  variant: DraftVariant,
  draft: Draft,
  facts: readonly MediaFacts[],
): Problem[] {
  const { rules, capabilities } = channel
  if (!rules || !capabilities) return []
  const firstComment = variant.firstComment?.trim() ? variant.firstComment : null
  return checkVariant(
    { parts: variant.parts ?? [draft.text], firstComment, link: variant.link ?? linkOf(draft), media: facts },
    rules,
    capabilities,
  )
}

/** One channel: its own words or the common ones, how much its network still takes, and how it will look there. */
export function VariantCard({ channel, variant, draft, facts, when, isDisabled, onChange, onRemove }: Props) {
  const parts = variant.parts ?? [draft.text]
  const link = variant.link ?? linkOf(draft)
  const network = networkName(channel.network)
  const problems = problemsOf(channel, variant, draft, facts)
  const whole = parts.map((part, index) =>
    index === 0 && link && channel.capabilities?.link === 'in-text' ? textWithLink(part, link) : part,
  )
  const setPart = (index: number, text: string) =>
    onChange({ parts: parts.map((old, i) => (i === index ? text : old)) })
  const inPart = (index: number) =>
    problems.find(
      ({ field, index: at }) => (field === 'text' || field === 'thread') && (at === null ? index === 0 : at === index),
    )
  const textProblem = inPart(0)
  const rest = problems.filter(({ field }) => field !== 'first-comment' && field !== 'text' && field !== 'thread')
  const commentProblem = problems.find(({ field }) => field === 'first-comment')
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
      </header>
      <div className={`rounded-3 border bg-surface ${problems.length > 0 ? 'border-failed' : 'border-line'}`}>
        <Preview
          channel={channel}
          parts={parts}
          link={link}
          media={draft.media}
          firstComment={variant.firstComment}
          when={when}
        />
      </div>
      {!variant.parts && textProblem && <Problems problems={[textProblem]} />}
      <Problems problems={rest} />
      {variant.parts && (
        <div className="grid gap-2 pt-2">
          {parts.map((part, index) => {
            const problem = inPart(index)
            return (
              <div key={index}>
                <TextArea
                  label={
                    parts.length > 1 ? m['editorial.part']({ number: index + 1 }) : m['editorial.text-of']({ network })
                  }
                  aside={index > 0 && <PartCounter text={part} channel={channel} />}
                  value={part}
                  rows={3}
                  isDisabled={isDisabled}
                  error={problem && problemWord(problem)}
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
      {variant.firstComment !== null && (
        <div className="pt-2">
          <TextArea
            label={m['editorial.first-comment']()}
            aside={network}
            value={variant.firstComment}
            rows={2}
            isDisabled={isDisabled}
            error={commentProblem && problemWord(commentProblem)}
            onChange={(firstComment) => onChange({ firstComment })}
          />
        </div>
      )}
      {!isDisabled && (
        <div className="flex flex-wrap gap-1 pt-1.5">
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
          {(channel.capabilities?.firstComment || variant.firstComment !== null) && (
            <Button
              size="small"
              kind="quiet"
              onPress={() => onChange({ firstComment: variant.firstComment === null ? '' : null })}
            >
              {variant.firstComment === null ? m['editorial.add-comment']() : m['editorial.remove-comment']()}
            </Button>
          )}
          <Button size="small" kind="quiet" onPress={onRemove}>
            {m['editorial.remove-channel']()}
          </Button>
        </div>
      )}
    </section>
  )
}

function PartCounter({ text, channel }: { text: string; channel: ChannelLine }) {
  const tight = channel.rules && tightestCount(countText(text, channel.rules.text))
  if (!tight) return null
  return <Counter count={tight.actual} limit={tight.max} />
}

function Problems({ problems }: { problems: readonly Problem[] }) {
  return problems.map((problem) => (
    <p key={`${problem.field} ${problem.rule} ${problem.index}`} role="alert" className="pt-1 text-12 text-failed">
      {problemWord(problem)}
    </p>
  ))
}
