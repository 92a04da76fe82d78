import { randomUUIDv7 } from 'node:crypto'
import { jsonb } from '@comptoir/db'
import type { TestDatabase } from '@comptoir/db/testing'
import { CreateReport } from '@comptoir/domain/reporting'
import { instantOf, type Period } from '@comptoir/domain/shared'
import { createReport } from '../reporting/index.ts'
import { type Desk, openDesk } from './desk.ts'

const DAY_MS = 86_400_000

/** An agency with figures to report on: a channel read each morning for months, a post that people saw, a report defined. */
export type ReportDesk = Desk & {
  definitionId: string
  /** The last whole month, which the readings cover. */
  period: Period
  postDeliveryId: string
  /** One more follower reading, as an import or the network would bring it. */
  read(
    day: string,
    value: number,
    more?: { source?: string; time?: string; definition?: string; metric?: string; deliveryId?: string },
  ): Promise<void>
}

const ZONE = 'America/Cayenne'

export async function openReportDesk(database: TestDatabase): Promise<ReportDesk> {
  const desk = await openDesk(database)
  const { channelId } = desk
  const today = Temporal.Now.plainDateISO(ZONE)
  const period = {
    from: today.with({ day: 1 }).subtract({ months: 1 }).toString(),
    to: today.with({ day: 1 }).subtract({ days: 1 }).toString(),
  }
  const read: ReportDesk['read'] = (day, value, more = {}) =>
    desk.work(async (tx) => {
      await tx
        .insertInto('readings')
        .values({
          agency_id: desk.agencyId,
          channel_id: channelId,
          delivery_id: more.deliveryId ?? null,
          metric: more.metric ?? 'followers',
          at: instantOf(day, more.time ?? '06:00', ZONE).toString(),
          value,
          source: more.source ?? 'api',
          definition: more.definition ?? 'followersCount@app.bsky',
        })
        .execute()
    })
  // A hundred more each day, for five months, up to this morning.
  await desk.work(async (tx) => {
    const rows = Array.from({ length: 150 }, (_, index) => {
      const day = today.subtract({ days: 149 - index })
      return {
        agency_id: desk.agencyId,
        channel_id: channelId,
        metric: 'followers',
        at: new Date(Math.min(Date.parse(`${day.toString()}T09:00:00Z`), Date.now() - 1000)),
        value: 10_000 + 100 * index,
        source: 'api',
        definition: 'followersCount@app.bsky',
      }
    })
    await tx.insertInto('readings').values(rows).execute()
  })
  const postDeliveryId = await published(desk, 'Le pas de tir attend Lyre 3', period.from)
  await read(period.to, 4200, { metric: 'reactions', deliveryId: postDeliveryId, definition: 'likeCount@app.bsky' })
  const made = await desk.work((tx) =>
    createReport(
      tx,
      desk.reviewer,
      CreateReport.parse({
        clientId: desk.clientId,
        mandateId: desk.mandateId,
        name: 'Rapport mensuel',
        language: 'fr',
        period: 'month',
        channelIds: [],
      }),
      { money: true },
    ),
  )
  if (made.kind !== 'created') throw new Error(made.why)
  return { ...desk, definitionId: made.id, period, postDeliveryId, read }
}

/** A post that went out on a day at noon. */
async function published(desk: Desk, title: string, day: string): Promise<string> {
  const [postId, variantId, deliveryId] = [randomUUIDv7(), randomUUIDv7(), randomUUIDv7()]
  const at = new Date(Date.parse(`${day}T15:00:00Z`) + DAY_MS)
  await desk.work(async (tx) => {
    const own = { agency_id: desk.agencyId }
    await tx
      .insertInto('posts')
      .values({ ...own, id: postId, client_id: desk.clientId, mandate_id: desk.mandateId, title, text: `${title} 🚀` })
      .execute()
    await tx
      .insertInto('variants')
      .values({ ...own, id: variantId, post_id: postId, channel_id: desk.channelId })
      .execute()
    await tx
      .insertInto('deliveries')
      .values({
        ...own,
        id: deliveryId,
        post_id: postId,
        variant_id: variantId,
        channel_id: desk.channelId,
        state: 'published',
        cause: 'sent',
        content_hash: 'x',
        published_at: at,
        permalink: 'https://bsky.example/post/1',
        failure: jsonb(null),
      })
      .execute()
  })
  return deliveryId
}
