import { z } from 'zod'
import { Metric } from '../audience/index.ts'
import { Day, Id, Money, NetworkId } from '../shared/index.ts'

/** What is promised for one network, in posts per calendar month. */
export const ScopeLine = z.object({ network: NetworkId, postsPerMonth: z.int().min(0).max(1000) })
export type ScopeLine = z.output<typeof ScopeLine>

/** A figure promised for a day: the channel's metric should stand at `target` on `dueOn`. */
export const Goal = z.object({
  channelId: Id,
  metric: Metric,
  target: z.int().positive(),
  dueOn: Day,
})
export type Goal = z.output<typeof Goal>

/** How far T-0 may move from the one that was approved before the approval lapses: 72 h. */
export const DEFAULT_SLIP_LIMIT_SECONDS = 72 * 3600

const shape = {
  clientId: Id,
  name: z.string().trim().min(1).max(160),
  startsOn: Day,
  endsOn: Day,
  scope: z.array(ScopeLine).max(40),
  /** Per calendar month. */
  fee: Money.extend({ cents: z.int().min(0).max(2_000_000_000) }),
  /** Hours per calendar month that the fee pays for. */
  hoursPerMonth: z.number().min(0).max(10_000),
  goals: z.array(Goal).max(40),
  slipLimitSeconds: z
    .int()
    .min(0)
    .max(90 * 86_400),
  selfApproval: z.boolean(),
  team: z.array(Id).max(200),
  dutyMemberId: Id.nullable(),
}

type Checked = {
  startsOn: string
  endsOn: string
  scope: ScopeLine[]
  goals: Goal[]
  team: string[]
  dutyMemberId: string | null
}
const endsAfterStart = (m: Checked) => m.startsOn <= m.endsOn
const networksOnce = (m: Checked) => new Set(m.scope.map((line) => line.network)).size === m.scope.length
const goalsOnce = (m: Checked) =>
  new Set(m.goals.map((goal) => `${goal.channelId} ${goal.metric}`)).size === m.goals.length
const dutyInTeam = (m: Checked) => m.dutyMemberId === null || m.team.includes(m.dutyMemberId)

/** A contract with a client: its period, what is promised, what is paid, who does it. */
export const Mandate = z.object({ id: Id, ...shape })
export type Mandate = z.output<typeof Mandate>

const typed = z.object({
  ...shape,
  scope: shape.scope.default([]),
  hoursPerMonth: shape.hoursPerMonth.default(0),
  goals: shape.goals.default([]),
  slipLimitSeconds: shape.slipLimitSeconds.default(DEFAULT_SLIP_LIMIT_SECONDS),
  selfApproval: shape.selfApproval.default(false),
  team: shape.team.default([]),
  dutyMemberId: shape.dutyMemberId.default(null),
})

/** What one types to add a mandate. */
export const CreateMandate = typed
  .refine(endsAfterStart, { error: 'ends-before-it-starts', path: ['endsOn'] })
  .refine(networksOnce, { error: 'network-twice', path: ['scope'] })
  .refine(goalsOnce, { error: 'goal-twice', path: ['goals'] })
  .refine(dutyInTeam, { error: 'not-in-team', path: ['dutyMemberId'] })
export type CreateMandate = z.output<typeof CreateMandate>

/** What one types to change a mandate: the whole of it. */
export const UpdateMandate = typed
  .extend({ mandateId: Id })
  .refine(endsAfterStart, { error: 'ends-before-it-starts', path: ['endsOn'] })
  .refine(networksOnce, { error: 'network-twice', path: ['scope'] })
  .refine(goalsOnce, { error: 'goal-twice', path: ['goals'] })
  .refine(dutyInTeam, { error: 'not-in-team', path: ['dutyMemberId'] })
export type UpdateMandate = z.output<typeof UpdateMandate>
