import { useQueries, useQuery } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { NetworkMark, networkName } from '../../components/network-mark.tsx'
import { TextArea, TextField } from '../../components/text-field.tsx'
import { useZone } from '../../data/session.ts'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { BelongsField } from './belongs-field.tsx'
import { Checks } from './checks.tsx'
import { freshVariant, isAddress, linkOf, type Draft, type DraftVariant, type PostPage } from './composer-draft.ts'
import { dueOf, shownAt } from './due-of.ts'
import { problemWord } from './editorial-words.ts'
import { PicturesField } from './pictures-field.tsx'
import { ScheduleField } from './schedule-field.tsx'
import { VariantCard } from './variant-card.tsx'
import { PlaceholderLine } from './placeholder-line.tsx'
import { factsOf, fillingOf, problemsOf } from './variant-facts.ts'

interface Props {
  clientId: string
  draft: Draft
  /** Takes a function of the latest draft: an upload that ends late must not undo what was typed meanwhile. */
  onChange: (change: (draft: Draft) => Draft) => void
  isDisabled: boolean
  /** Null for a post that does not exist yet. */
  post: PostPage | null
  side?: ReactNode
}

/** One text at the left, each channel beside it as its readers will see it, the review at the right. */
export function Composer({ clientId, draft, onChange, isDisabled, post, side }: Props) {
  const link = linkOf(draft)
  const zone = useZone()
  const { data: channels } = useQuery(trpc.channels.list.queryOptions({ clientId }))
  const { data: events } = useQuery(trpc.countdown.list.queryOptions({ clientId }))
  const { data: client } = useQuery(trpc.clients.get.queryOptions({ clientId }))
  const files = useFiles(draft)
  const event = events?.find((one) => one.id === draft.eventId)
  const filling = fillingOf(event)
  const due = dueOf(draft.timing, event?.attempt ?? null)
  const set = (change: Partial<Draft>) => onChange((old) => ({ ...old, ...change }))
  const setVariant = (channelId: string, change: Partial<DraftVariant>) =>
    onChange((old) => ({
      ...old,
      variants: old.variants.map((one) => (one.channelId === channelId ? { ...one, ...change } : one)),
    }))
  const free = channels?.filter((channel) => !draft.variants.some((one) => one.channelId === channel.id)) ?? []
  // The network says how long the words of a picture may be: said where they are typed.
  const altProblem = (index: number) => {
    const said = draft.variants.flatMap((variant) => {
      const channel = channels?.find((one) => one.id === variant.channelId)
      const problem =
        channel &&
        problemsOf(channel, variant, draft, factsOf(variant, draft, files), filling).find(
          (one) => one.field === 'alt' && one.index === index,
        )
      return problem
        ? [`${networkName(channel.network)}${m['parts.colon']()}${problemWord({ ...problem, index: null })}`]
        : []
    })
    return said.length > 0 ? said.join(' ') : undefined
  }
  const following = draft.variants.filter((variant) => !variant.parts).length
  return (
    <div className="grid min-h-0 flex-1 grid-cols-[minmax(280px,332px)_minmax(0,1fr)] min-[1200px]:grid-cols-[332px_minmax(0,1fr)_284px] phone:grid-cols-1">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-4 border-r border-line px-5 py-4 phone:border-r-0 phone:px-4">
        <TextField
          label={m['editorial.title']()}
          aside={m['editorial.title-says']()}
          value={draft.title}
          maxLength={200}
          isDisabled={isDisabled}
          onChange={(title) => set({ title })}
        />
        <TextArea
          label={m['editorial.common']()}
          aside={draft.variants.length > 0 ? m['editorial.followed-by']({ count: following }) : undefined}
          value={draft.text}
          rows={7}
          isDisabled={isDisabled}
          onChange={(text) => set({ text })}
        />
        <PlaceholderLine
          filling={filling}
          text={draft.text}
          zones={[event?.zone, client?.zone, zone]}
          isDisabled={isDisabled}
          onInsert={(placeholder) => onChange((old) => ({ ...old, text: withAtEnd(old.text, placeholder) }))}
        />
        <TextField
          label={m['editorial.link']()}
          type="url"
          inputMode="url"
          placeholder="https://"
          value={draft.link}
          isDisabled={isDisabled}
          error={link && !isAddress(link) ? m['editorial.link-unread']() : undefined}
          onChange={(link) => set({ link })}
        />
        <PicturesField
          clientId={clientId}
          media={draft.media}
          files={files}
          altProblem={altProblem}
          isDisabled={isDisabled}
          onChange={(media) => set({ media })}
          onAdd={(media) => onChange((old) => ({ ...old, media: [...old.media, ...media] }))}
        />
        <ScheduleField
          draft={draft}
          onChange={set}
          events={events ?? []}
          due={due}
          zone={zone}
          clientZone={client?.zone}
          isDisabled={isDisabled}
        />
        <BelongsField clientId={clientId} draft={draft} onChange={set} isDisabled={isDisabled} isNew={post === null} />
      </div>
      <div className="min-w-0 border-r border-line bg-canvas px-4 py-4 phone:border-r-0">
        {free.length > 0 && !isDisabled && (
          <div className="flex flex-wrap items-center gap-2 pb-4 text-12 text-ink-2">
            {m['editorial.add-channel']()}
            {free.map((channel) => (
              <Button
                key={channel.id}
                size="small"
                onPress={() =>
                  set({
                    variants: [...draft.variants, freshVariant(channel.id)],
                  })
                }
              >
                <NetworkMark network={channel.network} /> {channel.handle}
              </Button>
            ))}
          </div>
        )}
        {channels?.length === 0 && (
          <EmptyState title={m['editorial.no-channels']()}>{m['editorial.no-channels-says']()}</EmptyState>
        )}
        {draft.variants.length === 0 && (channels?.length ?? 0) > 0 && (
          <EmptyState title={m['editorial.no-variant']()}>{m['editorial.no-variant-says']()}</EmptyState>
        )}
        <div className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,280px),1fr))] gap-x-4 gap-y-6">
          {draft.variants.map((variant) => {
            const channel = channels?.find((one) => one.id === variant.channelId)
            return channel ? (
              <VariantCard
                key={variant.channelId}
                channel={channel}
                variant={variant}
                draft={draft}
                files={files}
                filling={filling}
                at={shownAt(due)}
                isDisabled={isDisabled}
                onChange={(change) => setVariant(variant.channelId, change)}
                onRemove={() => set({ variants: draft.variants.filter((one) => one.channelId !== variant.channelId) })}
              />
            ) : (
              channels && (
                <p key={variant.channelId} className="text-13 text-ink-2">
                  {m['editorial.channel-gone']()}
                </p>
              )
            )
          })}
        </div>
      </div>
      <div className="px-4 py-4 max-[1199px]:col-span-2 phone:col-span-1">
        <Checks
          draft={draft}
          post={post}
          channels={channels ?? []}
          client={client}
          files={files}
          filling={filling}
          at={shownAt(due)}
        />
        {side}
      </div>
    </div>
  )
}

/** A placeholder after what is typed, a space between. */
function withAtEnd(text: string, placeholder: string): string {
  return text === '' || /\s$/.test(text) ? `${text}{${placeholder}}` : `${text} {${placeholder}}`
}

/** What is known of the draft's pictures, saved with it or not yet. */
function useFiles(draft: Draft): Map<string, Outputs['editorial']['mediaOne']> {
  const answers = useQueries({
    queries: draft.media.map(({ mediaId }) => trpc.editorial.mediaOne.queryOptions({ mediaId })),
  })
  return new Map(answers.flatMap(({ data }) => (data ? [[data.id, data] as const] : [])))
}
