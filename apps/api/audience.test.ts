import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type Person, type TestApi } from './testing/index.ts'

let house: TestApi
let hugo: Person
let clientId: string
let channelId: string

const SPAN = { from: '2016-06-01', until: '2016-06-30' }
const FILE = 'date;abonnés\n01/06/2016;1 204\n02/06/2016;1 311\n'

beforeAll(async () => {
  house = await openTestApi()
  hugo = await house.person({ role: 'analyst', name: 'Hugo Marescaux' })
  const { root } = house.database
  const client = await root
    .insertInto('clients')
    .values({ agency_id: hugo.agencyId, name: 'Orphée Lanceurs', time_zone: 'America/Cayenne' })
    .returning('id')
    .executeTakeFirstOrThrow()
  clientId = client.id
  const channel = await root
    .insertInto('channels')
    .values({
      agency_id: hugo.agencyId,
      client_id: clientId,
      network: 'facebook',
      handle: 'orpheelanceurs',
      name: 'Orphée Lanceurs',
      state: 'by-hand',
    })
    .returning('id')
    .executeTakeFirstOrThrow()
  channelId = channel.id
})
afterAll(() => house.close())

const file = (text: string) => ({ clientId, fileName: 'abonnes.csv', text })

describe('the doors of the audience', () => {
  test('a file is tried, imported, seen as a series with its source, and undone', async () => {
    const { audience } = hugo.client
    expect(await audience.dryRun.mutate(file(FILE))).toMatchObject({ kind: 'ready', count: 2 })
    expect(await audience.dryRun.mutate(file(`${FILE}hier;1\n`))).toMatchObject({
      kind: 'refused',
      errors: [{ row: 4, column: 'date', why: 'not-a-date', value: 'hier' }],
    })
    const done = await audience.import.mutate(file(FILE))
    if (done.kind !== 'imported') throw new Error(done.kind)
    expect(await audience.import.mutate(file(FILE))).toMatchObject({ kind: 'already-imported' })
    expect(await audience.series.query({ clientId, ...SPAN })).toMatchObject({
      channels: [
        {
          days: [
            { day: '2016-06-01', value: 1204 },
            { value: 1311, source: 'import' },
          ],
        },
      ],
    })
    expect(await audience.readings.query({ channelId, ...SPAN })).toMatchObject({
      readings: [{ import: { fileName: 'abonnes.csv', by: 'Hugo Marescaux' } }, { value: 1204 }],
    })
    expect(await audience.channels.query()).toMatchObject([{ latest: { value: 1311, importName: 'abonnes.csv' } }])
    const [{ id: importId } = { id: '' }] = done.imports
    expect(await audience.imports.query({ clientId })).toMatchObject([{ id: importId, count: 2, withdrawn: null }])
    expect(await audience.undoImport.mutate({ importId })).toEqual({ kind: 'withdrawn', count: 2 })
    expect(await audience.channels.query({ clientId })).toMatchObject([{ latest: null }])
  })

  test('a file of several megabytes goes through, one beyond the limit does not', async () => {
    const wide = `date;abonnés;${'x'.repeat(900)}\n`
    const rows = Array.from({ length: 5000 }, () => `;;${'y'.repeat(900)}`).join('\n')
    expect(await hugo.client.audience.dryRun.mutate(file(wide + rows))).toMatchObject({
      kind: 'refused',
      rows: 5000,
      more: 4800,
    })
    await expect(hugo.client.audience.dryRun.mutate(file('x'.repeat(20_000_001)))).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST', fields: [{ path: 'text' }] },
    })
  })

  test('who is not signed in is turned away before the file is read', async () => {
    await expect(house.stranger.audience.import.mutate(file('x'.repeat(2_000_000)))).rejects.toMatchObject({
      data: { code: 'UNAUTHORIZED', httpStatus: 401 },
    })
  })

  test('a community manager reads and does not import', async () => {
    const nour = await house.person({ role: 'community_manager', name: 'Nour Benali', agencyId: hugo.agencyId })
    expect(await nour.client.audience.channels.query({ clientId })).toHaveLength(1)
    const forbidden = { data: { code: 'FORBIDDEN' } }
    await expect(nour.client.audience.import.mutate(file(FILE))).rejects.toMatchObject(forbidden)
    await expect(nour.client.audience.enter.mutate({ channelId, day: '2016-06-05', value: 1 })).rejects.toMatchObject(
      forbidden,
    )
  })

  test('a figure typed by hand is read back; one of a year that had no networks is a field to correct', async () => {
    const { audience } = hugo.client
    expect(await audience.enter.mutate({ channelId, day: '2016-06-05', value: 1402 })).toMatchObject({
      kind: 'entered',
    })
    expect(await audience.series.query({ channelIds: [channelId], ...SPAN })).toMatchObject({
      channels: [{ days: [{ day: '2016-06-05', value: 1402, source: 'by-hand' }] }],
    })
    await expect(audience.enter.mutate({ channelId, day: '0216-06-05', value: 1 })).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST', fields: [{ path: 'day' }] },
    })
  })

  test('another agency finds none of it, by any door', async () => {
    const done = await hugo.client.audience.import.mutate(file('date;abonnés\n09/06/2016;7\n'))
    const importId = done.kind === 'imported' ? (done.imports[0]?.id ?? '') : ''
    const { audience } = (await house.person({ role: 'director' })).client
    const calls = [
      () => audience.channels.query({ clientId }),
      () => audience.series.query({ clientId, ...SPAN }),
      () => audience.series.query({ channelIds: [channelId], ...SPAN }),
      () => audience.readings.query({ channelId, ...SPAN }),
      () => audience.enter.mutate({ channelId, day: '2016-06-05', value: 1 }),
      () => audience.dryRun.mutate(file(FILE)),
      () => audience.import.mutate(file(FILE)),
      () => audience.imports.query({ clientId }),
      () => audience.undoImport.mutate({ importId }),
    ]
    for (const call of calls) await expect(call()).rejects.toMatchObject({ data: { code: 'NOT_FOUND' } })
    expect(await audience.channels.query()).toEqual([])
    expect(await audience.imports.query()).toEqual([])
  })
})
