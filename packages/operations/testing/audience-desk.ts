import { dayIn } from '@comptoir/domain/shared'
import { sql } from 'kysely'
import { afterAll, beforeAll, beforeEach } from 'vitest'
import { dryRunImport, type ImportInput, importFigures, keepReadings, readSeries } from '../audience/index.ts'
import { createTestDatabase, type Desk, openDesk, type TestDatabase } from './desk.ts'

// Importing this sets the stage of a test file: a database, and for each test a desk with a client's page.
export const ZONE = 'America/Cayenne'

export let database: TestDatabase
export let desk: Desk
export let facebook: string

beforeAll(async () => {
  database = await createTestDatabase()
})
afterAll(() => database.close())
beforeEach(async () => {
  desk = await openDesk(database)
  facebook = await desk.channel('facebook')
})

export const daysAgo = (days: number) => Temporal.Now.instant().subtract({ hours: 24 * days })
export const dayAgo = (days: number) => dayIn(ZONE, daysAgo(days))
export const fileOf = (text: string, more: Partial<ImportInput> = {}): ImportInput => ({
  clientId: desk.clientId,
  fileName: 'abonnes.csv',
  text,
  channelId: null,
  columns: null,
  order: null,
  ...more,
})
export const bring = (text: string, more: Partial<ImportInput> = {}) =>
  importFigures(database.db, desk.agencyId, desk.reviewer, fileOf(text, more))
export const dryRun = (text: string, more: Partial<ImportInput> = {}) =>
  desk.work((tx) => dryRunImport(tx, fileOf(text, more)))
export const reading = (official: string, value: number, at: Temporal.Instant, apiVersion = 'v24.0') => ({
  metric: 'followers' as const,
  official,
  apiVersion,
  value,
  at,
  unavailable: null,
})
export const read = (days: number, value: number, version = 'v24.0') =>
  desk.work((tx) =>
    keepReadings(tx, [
      {
        channelId: facebook,
        deliveryId: null,
        readings: [reading('followers_count', value, daysAgo(days), version)],
      },
    ]),
  )
export const series = (from: string, until = dayAgo(0)) =>
  desk.work((tx) => readSeries(tx, { channelIds: [facebook], from, until, metric: 'followers' }))
export const figures = async () => {
  const { rows } = await sql<{ network: string; day: string; value: number; source: string }>`
    select ch.network, (r.at at time zone ${ZONE})::date::text as day, r.value, r.source from readings r
    join channels ch using (agency_id) where ch.id = r.channel_id and r.agency_id = ${desk.agencyId}::uuid
      and (r.import_id is null or r.import_id not in (select id from imports where withdrawn_at is not null))
    order by ch.network, r.at`.execute(database.root)
  return rows.map(({ network, day, value }) => `${network} ${day} ${value}`)
}
export const audit = async () =>
  (
    await desk.work((tx) =>
      tx.selectFrom('audit_log').select('verb').where('verb', 'like', 'audience.%').orderBy('id').execute(),
    )
  ).map(({ verb }) => verb)

export const FRENCH =
  '\ufeffDate;Réseau;Abonnés\r\n01/06/2016;Facebook;1\u202f204\r\n02/06/2016;Facebook;1 311\r\n02/06/2016;bluesky;96\r\n'
