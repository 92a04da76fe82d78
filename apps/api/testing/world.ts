import { randomUUIDv7 } from 'node:crypto'
import { inAgency, jsonb, seal } from '@comptoir/db'
import { plantPosts } from '@comptoir/operations/testing'
import { sql } from 'kysely'
import type { Seat, TestApi } from './test-api.ts'
import { plantCountdown } from './world-countdown.ts'
import { plantReport } from './world-report.ts'

/** One row of each kind that has an id which a caller may name. Words that occur nowhere else tell a leak at once. */
type World = Awaited<ReturnType<typeof plantWorld>>
export type Ids = { readonly [Kind in keyof World]: string }

/** An agency at work, whole: every table that a procedure may be asked about holds something of it. */
export async function plantWorld(house: TestApi, agencyId: string, director: Seat, secret: string) {
  const { db, keys } = house.database
  return inAgency(db, agencyId, async (tx) => {
    const own = { agency_id: agencyId }
    const member = { memberId: randomUUIDv7(), userId: randomUUIDv7() }
    await tx
      .insertInto('members')
      .values({
        ...own,
        id: member.memberId,
        user_id: member.userId,
        name: `${secret} Basile`,
        email: `${member.userId}@zinc.example`,
        role: 'creator',
        language: 'fr',
        time_zone: 'Europe/Paris',
      })
      .execute()
    const invitationId = randomUUIDv7()
    await tx
      .insertInto('invitations')
      .values({
        ...own,
        id: invitationId,
        email: `${invitationId}@zinc.example`,
        name: `${secret} Hugo`,
        role: 'analyst',
        secret_hash: randomUUIDv7(),
        invited_by: director.memberId,
        expires_at: sql<Date>`clock_timestamp() + interval '7 days'`,
      })
      .execute()
    const networkAppId = randomUUIDv7()
    await tx
      .insertInto('network_apps')
      .values({ ...own, id: networkAppId, network: 'x', client_id: `${secret} key` })
      .execute()
    const clientId = randomUUIDv7()
    await tx
      .insertInto('clients')
      .values({ ...own, id: clientId, name: `${secret} Lanceurs`, time_zone: 'America/Cayenne' })
      .execute()
    const mandateId = randomUUIDv7()
    await tx
      .insertInto('mandates')
      .values({
        ...own,
        id: mandateId,
        client_id: clientId,
        name: `${secret} réseaux`,
        starts_on: '2024-06-01',
        ends_on: '2035-05-31',
        self_approval: true,
        duty_member_id: director.memberId,
      })
      .execute()
    await tx
      .insertInto('mandate_members')
      .values({ ...own, mandate_id: mandateId, member_id: director.memberId })
      .execute()
    const channelId = randomUUIDv7()
    await tx
      .insertInto('channels')
      .values({
        ...own,
        id: channelId,
        client_id: clientId,
        network: 'bluesky',
        handle: `${secret.toLowerCase()}.bsky.example`,
        name: `${secret} on Bluesky`,
        state: 'by-hand',
      })
      .execute()
    const pendingId = randomUUIDv7()
    await tx
      .insertInto('oauth_states')
      .values({
        ...own,
        id: pendingId,
        secret_hash: randomUUIDv7(),
        session_id: director.sessionId,
        member_id: director.memberId,
        client_id: clientId,
        network: 'facebook',
        sealed: seal(
          keys,
          { agencyId, table: 'oauth_states', column: 'sealed', rowId: pendingId },
          JSON.stringify({ step: 'choosing', method: 'oauth', accounts: [], scopes: [] }),
        ),
        expires_at: sql<Date>`clock_timestamp() + interval '30 minutes'`,
      })
      .execute()
    const countdown = await plantCountdown(tx, house, { clientId, memberId: member.memberId, director, secret })
    const { eventId } = countdown
    const campaignId = randomUUIDv7()
    await tx
      .insertInto('campaigns')
      .values({ ...own, id: campaignId, client_id: clientId, name: `${secret} campagne` })
      .execute()
    const mediaId = randomUUIDv7()
    await tx
      .insertInto('media')
      .values({
        ...own,
        id: mediaId,
        client_id: clientId,
        state: 'ready',
        name: `${secret}.png`,
        original_sha256: 'a'.repeat(64),
        original_mime: 'image/png',
        original_bytes: 100,
        sha256: 'a'.repeat(64),
        mime: 'image/png',
        bytes: 100,
        width: 10,
        height: 10,
      })
      .execute()
    const plant = { clientId, mandateId, approverId: director.memberId, channelId, parts: [`${secret} dit tout`] }
    const at = Temporal.Now.instant().add({ hours: 300 })
    const [armedPostId] = await plantPosts(tx, director.actor, [{ ...plant, timing: { kind: 'fixed', at } }])
    const delivery = await tx
      .selectFrom('deliveries')
      .select('id')
      .where('post_id', '=', armedPostId!)
      .executeTakeFirstOrThrow()
    const postId = randomUUIDv7()
    await tx
      .insertInto('posts')
      .values({
        ...own,
        id: postId,
        event_id: eventId,
        client_id: clientId,
        mandate_id: mandateId,
        title: `${secret} brouillon`,
        text: `${secret} au brouillon`,
        author_id: director.memberId,
      })
      .execute()
    await tx
      .insertInto('variants')
      .values({ ...own, post_id: postId, channel_id: channelId })
      .execute()
    await tx
      .insertInto('revisions')
      .values({
        ...own,
        post_id: postId,
        number: 1,
        content: jsonb({ text: `${secret} au brouillon`, variants: [], media: [] }),
        author_id: director.memberId,
      })
      .execute()
    const noticeId = randomUUIDv7()
    await tx
      .insertInto('notices')
      .values({
        ...own,
        id: noticeId,
        member_id: director.memberId,
        kind: 'event-held',
        severity: 2,
        subject_kind: 'event',
        subject_id: eventId,
        detail: jsonb({ event: `${secret} Lyre 3` }),
      })
      .execute()
    const mailId = randomUUIDv7()
    await tx
      .insertInto('mails')
      .values({
        ...own,
        id: mailId,
        kind: 'notice',
        recipient: director.email,
        subject: `${secret} en attente`,
        text_body: secret,
        html_body: secret,
      })
      .execute()
    const importId = randomUUIDv7()
    await tx
      .insertInto('imports')
      .values({
        ...own,
        id: importId,
        channel_id: channelId,
        file_name: `${secret}.csv`,
        row_count: 1,
        member_id: director.memberId,
      })
      .execute()
    const reading = {
      ...own,
      channel_id: channelId,
      metric: 'followers',
      source: 'import',
      definition: 'import',
      import_id: importId,
    }
    await tx
      .insertInto('readings')
      .values([
        { ...reading, at: new Date('2026-08-31T20:00:00Z'), read_at: new Date('2026-10-01'), value: 369_021 },
        { ...reading, at: new Date('2026-09-30T20:00:00Z'), read_at: new Date('2026-10-01'), value: 370_123 },
      ])
      .execute()
    await tx
      .insertInto('mandate_scopes')
      .values({ ...own, mandate_id: mandateId, network: 'bluesky', posts_per_month: 12 })
      .execute()
    await tx
      .insertInto('mandate_goals')
      .values({
        ...own,
        mandate_id: mandateId,
        channel_id: channelId,
        metric: 'followers',
        target: 400_000,
        due_on: '2030-01-01',
      })
      .execute()
    const credentialsId = randomUUIDv7()
    const place = { agencyId, table: 'credentials', column: 'sealed', rowId: credentialsId }
    await tx
      .insertInto('credentials')
      .values({ ...own, id: credentialsId, channel_id: channelId, sealed: seal(keys, place, '{}') })
      .execute()
    await tx
      .insertInto('connector_notes')
      .values({ ...own, channel_id: channelId, key: 'session', value: jsonb({ id: secret }) })
      .execute()
    await tx
      .insertInto('post_media')
      .values({ ...own, post_id: postId, media_id: mediaId, position: 0, alt: secret })
      .execute()
    await tx
      .insertInto('post_watchers')
      .values({ ...own, post_id: postId, member_id: director.memberId })
      .execute()
    await tx
      .insertInto('reviews')
      .values({
        ...own,
        post_id: postId,
        revision: 1,
        kind: 'comment',
        member_id: director.memberId,
        comment: `${secret} relit`,
      })
      .execute()
    const stepId = randomUUIDv7()
    await tx
      .insertInto('delivery_steps')
      .values({
        ...own,
        id: stepId,
        delivery_id: delivery.id,
        position: 0,
        kind: 'post',
        identity: jsonb({ key: randomUUIDv7() }),
      })
      .execute()
    await tx
      .insertInto('delivery_attempts')
      .values({ ...own, delivery_id: delivery.id, step_id: stepId, kind: 'prepare', fence: 1, worker: 'nobody' })
      .execute()
    // A day of long ago, closed over this one post: nothing that is written now belongs to it.
    await tx
      .insertInto('evidence_checkpoints')
      .values({
        ...own,
        day: '2020-01-01',
        posts: 1,
        root: 'a'.repeat(64),
        previous: null,
        hash: 'b'.repeat(64),
        taken_at: '2020-01-02T00:15:00Z',
      })
      .execute()
    await tx
      .insertInto('evidence_heads')
      .values({ ...own, day: '2020-01-01', post_id: postId, head: 'c'.repeat(64), records: 1 })
      .execute()
    const restore = { ...own, incarnation: randomUUIDv7() }
    const long = '2020-01-02T00:15:00Z'
    await tx
      .insertInto('agency_restores')
      .values({ ...restore, known_until: long, quiet_since: long, found_at: long, deliveries: 1, mails: 0 })
      .execute()
    await tx
      .insertInto('restored_deliveries')
      .values({
        ...restore,
        delivery_id: delivery.id,
        channel_id: channelId,
        was_state: 'scheduled',
        verdict: 'absent',
      })
      .execute()
    await tx
      .insertInto('unaccounted_posts')
      .values({ ...restore, channel_id: channelId, remote_id: '3k', text: `${secret} ailleurs`, at: long })
      .execute()
    const report = await plantReport(tx, house, { clientId, mandateId, director, secret })
    return {
      agencyId,
      ...countdown,
      ...report,
      memberId: member.memberId,
      invitationId,
      networkAppId,
      clientId,
      mandateId,
      channelId,
      pendingId,
      campaignId,
      mediaId,
      armedPostId: armedPostId!,
      deliveryId: delivery.id,
      postId,
      noticeId,
      mailId,
      importId,
    }
  })
}
