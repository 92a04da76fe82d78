import { planFile } from '@comptoir/domain/audience'
import { expect, test } from 'vitest'
import type { ChannelSeries } from './chart-data.ts'
import { csvOf } from './csv-out.ts'

const channel: ChannelSeries = {
  id: '0198c0de-7000-7abc-8def-000000000001',
  clientId: '0198c0de-7000-7abc-8def-000000000009',
  clientName: 'Orphée Lanceurs',
  zone: 'Europe/Paris',
  network: 'x',
  networkName: 'X',
  handle: '@orphee',
  name: 'Orphée; Lanceurs',
  state: 'connected',
  openedOn: null,
  days: [
    { day: '2026-10-01', at: '2026-10-01T10:00:00Z', value: 73_500, source: 'api', definition: 'followers@2' },
    { day: '2026-10-03', at: '2026-10-03T10:00:00Z', value: 73_512, source: 'by-hand', definition: 'followers@2' },
  ],
  gaps: [],
  redefined: [],
  change: { delta: null, ratio: null, base: null, because: 'no-reading', firstInPeriod: true },
  goals: [],
}

test('text that a spreadsheet would run is held back, and a gap has no row', () => {
  expect(csvOf([channel], 'fr').split('\r\n')).toEqual([
    '\ufeffdate;réseau;compte;abonnés;source;définition',
    "2026-10-01;X;'@orphee;73500;api;followers@2",
    "2026-10-03;X;'@orphee;73512;by-hand;followers@2",
    '',
  ])
})

test.each(['fr', 'en'] as const)('what is saved in %s is read back by the import', (language) => {
  const plan = planFile(csvOf([channel], language), {
    zone: channel.zone,
    now: Temporal.Instant.from('2026-11-24T09:00:00Z'),
    channels: [channel],
    channelId: null,
    columns: null,
    order: null,
    standing: new Map(),
  })
  expect(plan.kind === 'ready' && plan.channels[0]?.figures.map(({ day, value }) => [day, value])).toEqual([
    ['2026-10-01', 73_500],
    ['2026-10-03', 73_512],
  ])
})
