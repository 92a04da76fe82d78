import type { AgencyTx } from '@comptoir/db'
import type { CreateMandate } from '@comptoir/domain/mandates'
import { refused, type Refused } from '@comptoir/domain/shared'
import { found } from '../shared/index.ts'

export type Mistyped = Refused<'channel-of-another-client' | 'unknown-member'>

export function mandateColumns(input: CreateMandate) {
  return {
    name: input.name,
    starts_on: input.startsOn,
    ends_on: input.endsOn,
    fee_cents: input.fee.cents,
    currency: input.fee.currency,
    hours_per_month: input.hoursPerMonth,
    slip_limit_seconds: input.slipLimitSeconds,
    self_approval: input.selfApproval,
    duty_member_id: input.dutyMemberId,
  }
}

/** Goals name this client's own channels, the team this agency's own members. */
export async function checkMandate(tx: AgencyTx, input: CreateMandate): Promise<Mistyped | null> {
  found(await tx.selectFrom('clients').select('id').where('id', '=', input.clientId).executeTakeFirst(), 'client')
  const channels = [...new Set(input.goals.map((goal) => goal.channelId))]
  if (channels.length > 0) {
    const own = await tx
      .selectFrom('channels')
      .select('id')
      .where('id', 'in', channels)
      .where('client_id', '=', input.clientId)
      .execute()
    if (own.length < channels.length) return refused('channel-of-another-client')
  }
  const people = [...new Set(input.team)]
  if (people.length > 0) {
    const seated = await tx
      .selectFrom('members')
      .select('id')
      .where('id', 'in', people)
      .where('left_at', 'is', null)
      .execute()
    if (seated.length < people.length) return refused('unknown-member')
  }
  return null
}

/** Replaces what hangs from a mandate: scope, goals, team. */
export async function writeMandateParts(tx: AgencyTx, mandateId: string, input: CreateMandate): Promise<void> {
  const key = { agency_id: tx.agencyId, mandate_id: mandateId }
  await tx.deleteFrom('mandate_scopes').where('mandate_id', '=', mandateId).execute()
  await tx.deleteFrom('mandate_goals').where('mandate_id', '=', mandateId).execute()
  await tx.deleteFrom('mandate_members').where('mandate_id', '=', mandateId).execute()
  if (input.scope.length > 0)
    await tx
      .insertInto('mandate_scopes')
      .values(input.scope.map((line) => ({ ...key, network: line.network, posts_per_month: line.postsPerMonth })))
      .execute()
  if (input.goals.length > 0)
    await tx
      .insertInto('mandate_goals')
      .values(
        input.goals.map((goal) => ({
          ...key,
          channel_id: goal.channelId,
          metric: goal.metric,
          target: goal.target,
          due_on: goal.dueOn,
        })),
      )
      .execute()
  const people = [...new Set(input.team)]
  if (people.length > 0)
    await tx
      .insertInto('mandate_members')
      .values(people.map((member_id) => ({ ...key, member_id })))
      .execute()
}
