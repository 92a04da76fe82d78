import { describe, expect, test } from 'vitest'
import {
  channelNamed,
  type FileOptions,
  guessDateOrder,
  holesOf,
  mayBeSubtracted,
  type NamedChannel,
  planFile,
  redefinitionsOf,
  sameMeasure,
} from './index.ts'

const FACEBOOK: NamedChannel = {
  id: '0198c0de-7000-7abc-8def-000000000001',
  network: 'facebook',
  networkName: 'Facebook',
  handle: 'orpheelanceurs',
  name: 'Orphée Lanceurs',
}
const X: NamedChannel = {
  id: '0198c0de-7000-7abc-8def-000000000002',
  network: 'x',
  networkName: 'X',
  handle: '@orphee',
  name: 'Orphée Lanceurs',
}
const options: FileOptions = {
  zone: 'Europe/Paris',
  now: Temporal.Instant.from('2026-11-24T09:00:00Z'),
  channels: [FACEBOOK, X],
  channelId: null,
  columns: null,
  order: null,
  standing: new Map(),
}

/** What a file would bring, by channel. */
function brought(text: string, more: Partial<FileOptions> = {}) {
  const plan = planFile(text, { ...options, ...more })
  if (plan.kind === 'refused') return plan.errors.map(({ row, column, why, value }) => [row, column, why, value])
  return Object.fromEntries(
    plan.channels.map(({ channelId, figures }) => [
      channelId === FACEBOOK.id ? 'facebook' : 'x',
      figures.map(({ day, value }) => [day, value]),
    ]),
  )
}

describe('a file of several channels is read', () => {
  test('with a column that names each row’s channel, by whatever name', () => {
    const text = 'Date;Réseau;Abonnés\n01/10/2026;Facebook;10\n01/10/2026;Twitter;7\n02/10/2026;facebook;1\u202f012\n'
    expect(brought(text)).toEqual({
      facebook: [
        ['2026-10-01', 10],
        ['2026-10-02', 1012],
      ],
      x: [['2026-10-01', 7]],
    })
    expect(brought('date,account,followers\n2026-10-01,orphee,7')).toEqual({ x: [['2026-10-01', 7]] })
  })

  test('with a column for each channel, a hole in one being none in the other', () => {
    expect(brought('Jour\tFacebook\t@orphee\n31/12/2025\t10\t7\n01/01/2026\t\t8\n')).toEqual({
      facebook: [['2025-12-31', 10]],
      x: [
        ['2025-12-31', 7],
        ['2026-01-01', 8],
      ],
    })
  })

  test('with one figure column, for the channel that was chosen', () => {
    const text = 'Date,Page,"Total followers"\n2026-10-01,"Orphée, the page",12'
    expect(brought(text)).toEqual([[1, '', 'channel-unsaid', 'Date · Page · Total followers']])
    expect(brought(text, { channelId: X.id })).toEqual({ x: [['2026-10-01', 12]] })
  })

  test('by the columns that a person named, where none could be guessed', () => {
    expect(brought('n;quand\n12;2026-10-01', { channelId: X.id })).toEqual([[1, '', 'columns-unknown', 'n · quand']])
    const columns = { kind: 'by-column', date: 1, figures: [{ column: 0, channelId: X.id }] } as const
    expect(brought('n;quand\n12;2026-10-01', { columns: { ...columns, figures: [...columns.figures] } })).toEqual({
      x: [['2026-10-01', 12]],
    })
  })

  test('an American file month first, a French one day first', () => {
    expect(brought('date,followers\n10/01/2026,1\n10/31/2026,2', { channelId: X.id })).toEqual({
      x: [
        ['2026-10-01', 1],
        ['2026-10-31', 2],
      ],
    })
    const rows = [{ row: 2, cells: ['31/10/2026'] }]
    expect(guessDateOrder({ rows }, 0)).toBe('day-first')
  })
})

describe('nothing is brought while a row is wrong', () => {
  test('a channel that is not there, not said, or could be two', () => {
    const text =
      'date;compte;abonnés\n01/10/2026;Facebook;1\n01/10/2026;Instagram;1\n01/10/2026;;1\n01/10/2026;Orphée Lanceurs;1\n'
    expect(brought(text, { columns: { kind: 'by-row', date: 0, value: 2, channel: 1 } })).toEqual([
      [3, 'compte', 'unknown-channel', 'Instagram'],
      [4, 'compte', 'missing-channel', ''],
      [5, 'compte', 'ambiguous-channel', 'Orphée Lanceurs'],
    ])
  })

  test('the same day twice for one channel, in the order of the file', () => {
    const text = 'date;réseau;abonnés\n01/10/2026;X;1\n01/10/2026;Facebook;1\n01/10/2026;x;2\nhier;facebook;3\n'
    expect(brought(text)).toEqual([
      [4, 'date', 'duplicate-day', '01/10/2026'],
      [5, 'date', 'not-a-date', 'hier'],
    ])
  })

  test('a column that the file does not have', () => {
    const columns = { kind: 'by-row', date: 0, value: 7, channel: 1 } as const
    expect(brought('date;compte\n01/10/2026;x', { columns })).toEqual([[1, '8', 'missing-column', 'date · compte']])
  })
})

test('what stands already is not brought again, and what differs is refused', () => {
  const standing = new Map([
    [X.id, { imported: new Map([['2026-10-01', 7]]), read: new Set(['2026-10-03', '2026-10-04']) }],
  ])
  const text = 'date;abonnés\n01/10/2026;7\n02/10/2026;8\n03/10/2026;9\n04/10/2026;\n'
  const plan = planFile(text, { ...options, channelId: X.id, standing })
  expect(plan.kind === 'ready' && plan.channels).toMatchObject([
    { figures: [{ day: '2026-10-02', value: 8 }], same: 1, gaps: 1, read: [{ day: '2026-10-03', row: 4 }] },
  ])
  expect(brought('date;abonnés\n01/10/2026;6', { channelId: X.id, standing })).toEqual([
    [2, 'abonnés', 'already-known', '7'],
  ])
})

test('a name that tells more is heard before one that tells less', () => {
  const second = { ...X, id: FACEBOOK.id.replace(/1$/, '3'), handle: 'facebook' }
  const channels = [FACEBOOK, X, second]
  expect(channelNamed('Facebook', channels)).toEqual({ kind: 'one', channel: second })
  expect(channelNamed('X · @Orphee', channels)).toEqual({ kind: 'one', channel: X })
  expect(channelNamed('x', channels)).toEqual({ kind: 'several' })
})

test('a new version of the network’s interface counts the same, another metric does not', () => {
  expect(sameMeasure('followers_count@v24.0', 'followers_count@v25.0')).toBe(true)
  expect(sameMeasure('fan_count@v24.0', 'followers_count@v24.0')).toBe(false)
})

describe('holes', () => {
  const read = (source: 'api' | 'import', ...days: string[]) => days.map((day) => ({ day, source }))

  test('every day counts where the network is read, a month where people bring figures', () => {
    expect(holesOf(read('api', '2026-10-01', '2026-10-04'), '2026-10-05')).toEqual([
      { from: '2026-10-02', to: '2026-10-03', days: 2, open: false },
    ])
    expect(holesOf(read('import', '2026-07-31', '2026-08-31', '2026-10-31'), '2026-11-20')).toEqual([
      { from: '2026-09-01', to: '2026-10-30', days: 60, open: false },
    ])
  })

  test('today may still be read, the day before yesterday not', () => {
    expect(holesOf(read('api', '2026-10-01'), '2026-10-02')).toEqual([])
    expect(holesOf(read('api', '2026-10-01'), '2026-10-03')).toEqual([
      { from: '2026-10-02', to: '2026-10-03', days: 2, open: true },
    ])
    expect(holesOf([], '2026-10-03')).toEqual([])
  })
})

test('a network that counts something else breaks its series, what people brought does not hide it', () => {
  const read = (definition: string, source: 'api' | 'import' = 'api') => ({ definition, source })
  const series = [
    read('export', 'import'),
    read('fans@v1'),
    read('fans@v2'),
    read('export', 'import'),
    read('followers@v2'),
  ]
  expect(redefinitionsOf(series)).toEqual([series[4]])
  expect(mayBeSubtracted(series[0]!, series[4]!)).toBe(true)
  expect(mayBeSubtracted(series[1]!, series[4]!)).toBe(false)
})
