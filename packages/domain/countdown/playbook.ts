import { z } from 'zod'
import { Role } from '../agency/index.ts'
import { Id, WebAddress } from '../shared/index.ts'
import { type Attempt, Timing } from './event.ts'
import { placeholdersIn } from './placeholders.ts'
import { Release } from './release.ts'
import type { Instant } from '../shared/index.ts'

const [, , Anchored, Calendar] = Timing.options
const Words = z.string().max(70_000)

/** When a post of a playbook leaves: it always hangs from the event. */
export const PlaybookTiming = z.discriminatedUnion('kind', [Anchored, Calendar])
export type PlaybookTiming = z.output<typeof PlaybookTiming>

/** A network that a post goes to, and what it says there. `parts` null: the common text; more than one: a thread. */
export const PlaybookVariant = z.object({
  network: z.string().min(1).max(40),
  parts: z.array(Words).min(1).max(100).nullable().default(null),
  firstComment: Words.nullable().default(null),
})
export type PlaybookVariant = z.output<typeof PlaybookVariant>

/** A post as a playbook keeps it: by kinds of network, so that it fits the channels of any client. */
export const PlaybookPost = z.object({
  id: Id,
  title: z.string().trim().min(1).max(200),
  timing: PlaybookTiming,
  text: Words,
  link: WebAddress.nullable().default(null),
  variants: z
    .array(PlaybookVariant)
    .max(20)
    .refine((all) => new Set(all.map(({ network }) => network)).size === all.length, { error: 'network-twice' }),
  /** Null: offered when it is a contingency post, else it leaves by itself. */
  release: Release.nullable().default(null),
  /** Seconds; null: as the agency says. */
  lateLimitSeconds: z.int().min(30).max(86_400).nullable().default(null),
})
export type PlaybookPost = z.output<typeof PlaybookPost>

/** Who does a task: one person, or whoever of a role takes it. */
export const TaskFor = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('role'), role: Role }),
  z.object({ kind: z.literal('member'), memberId: Id }),
])
export type TaskFor = z.output<typeof TaskFor>

/** Ninety days either way of T-0, in elapsed seconds. */
export const TaskOffset = z
  .int()
  .min(-90 * 86_400)
  .max(90 * 86_400)

/** Something that a person does at a time that follows T-0. */
export const PlaybookTask = z.object({
  id: Id,
  title: z.string().trim().min(1).max(200),
  offsetSeconds: TaskOffset,
  for: TaskFor,
})
export type PlaybookTask = z.output<typeof PlaybookTask>

/** A reusable set of anchored posts and of tasks for people. */
export const PlaybookContent = z.object({
  posts: z.array(PlaybookPost).max(200),
  tasks: z.array(PlaybookTask).max(200),
})
export type PlaybookContent = z.output<typeof PlaybookContent>

const name = z.string().trim().min(1).max(160)
export const CreatePlaybook = z.object({ name })
export const SavePlaybook = z.object({
  playbookId: Id,
  version: z.int().positive(),
  name,
  content: PlaybookContent,
})
export type SavePlaybook = z.output<typeof SavePlaybook>
/** `clientId` null: the event's own client; else one of the others whose posts may hang from it. */
export const PreviewApplication = z.object({ playbookId: Id, eventId: Id, clientId: Id.nullable().default(null) })
export const ApplyPlaybook = PreviewApplication.extend({ fingerprint: z.string().min(1).max(64) })

/** What one types to add or change a task of an event. */
export const CreateTask = z.object({
  eventId: Id,
  title: PlaybookTask.shape.title,
  offsetSeconds: TaskOffset,
  for: TaskFor,
})
export const UpdateTask = CreateTask.omit({ eventId: true }).extend({ taskId: Id })

/** When a task of an event is due: so many elapsed seconds from T-0; null while T-0 is no instant, and once the attempt was scrubbed. */
export function taskDueAt(offsetSeconds: number, { state, t0 }: Pick<Attempt, 'state' | 't0'>): Instant | null {
  return t0.kind === 'instant' && state !== 'scrubbed' ? t0.at.add({ seconds: offsetSeconds }) : null
}

/** The placeholders that an event must fill for this post. */
export function placeholdersOfPost({ text, variants }: Pick<PlaybookPost, 'text' | 'variants'>): string[] {
  const own = variants.flatMap(({ parts, firstComment }) => [...(parts ?? []), firstComment ?? ''])
  return [...new Set([text, ...own].flatMap(placeholdersIn))]
}

/**
 * Puts placeholders where a text names what belongs to one event alone. Longest values first, whole words only, capitals count; a value of fewer than
 * three letters is left alone, it would be found in other words. T-0 times are not guessed.
 */
export function withPlaceholders(text: string, values: Readonly<Record<string, string | null>>): string {
  const known = Object.entries(values)
    .flatMap(([placeholder, value]) =>
      value && value.trim().length >= 3 ? [{ placeholder, value: value.trim() }] : [],
    )
    .toSorted((a, b) => b.value.length - a.value.length)
  if (known.length === 0) return text
  const any = known.map(({ value }) => RegExp.escape(value)).join('|')
  const whole = new RegExp(`(?<![\\p{L}\\p{N}])(?:${any})(?![\\p{L}\\p{N}])`, 'gu')
  return text.replace(whole, (said) => `{${known.find(({ value }) => value === said)?.placeholder ?? said}}`)
}
