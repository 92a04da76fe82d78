import { z } from 'zod'
import { Id } from '../shared/index.ts'
import type { DateOrder } from './csv-cells.ts'
import { DATE_HEADERS, plainHeader, type Sheet, VALUE_HEADERS } from './csv-sheet.ts'

/** What a file may call a channel by. */
export type NamedChannel = { id: string; network: string; networkName: string; handle: string; name: string }

const Place = z.int().min(0).max(999)

/**
 * Which column holds what, counted from 0. Either each figure column belongs to one channel, or there is one figure
 * column and a column that names the channel of each row.
 */
export const CsvColumns = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('by-column'),
    date: Place,
    figures: z
      .array(z.object({ column: Place, channelId: Id }))
      .min(1)
      .max(50)
      .refine((figures) => new Set(figures.map(({ channelId }) => channelId)).size === figures.length, {
        error: 'channel-twice',
      }),
  }),
  z.object({ kind: z.literal('by-row'), date: Place, value: Place, channel: Place }),
])
export type CsvColumns = z.output<typeof CsvColumns>

const CHANNEL_HEADERS = new Set([
  'canal',
  'channel',
  'compte',
  'account',
  'page',
  'profil',
  'profile',
  'handle',
  'identifiant',
  'reseau',
  'network',
  'plateforme',
  'platform',
])

/** Words that stand in a longer header ("Abonnés à la page", "Total followers"). */
const VALUE_WORDS = /abonne|follower|fans\b|mentions j.aime/

/** Networks have had other names, and files keep them. */
const OTHER_NAMES: Readonly<Record<string, readonly string[]>> = { x: ['twitter', 'x (twitter)', 'twitter / x'] }

/**
 * What the columns seem to be. `channelId` is the channel that a file with one figure column and no names is about. Null
 * where a person must say it.
 */
export function guessColumns(
  sheet: Pick<Sheet, 'header' | 'rows'>,
  channels: readonly NamedChannel[],
  channelId: string | null,
): CsvColumns | null {
  const plain = sheet.header.map(plainHeader)
  const date =
    firstOf(plain, (cell) => DATE_HEADERS.has(cell)) ?? firstOf(plain, (cell) => /^(date|jour|day)\b/.test(cell))
  if (date === null) return null
  const value =
    firstOf(plain, (cell) => VALUE_HEADERS.has(cell)) ??
    firstOf(plain, (cell, place) => place !== date && VALUE_WORDS.test(cell))
  if (value !== null) {
    const naming = namingColumn(sheet, plain, channels, [date, value])
    if (naming !== null) return { kind: 'by-row', date, value, channel: naming }
    return channelId === null ? null : { kind: 'by-column', date, figures: [{ column: value, channelId }] }
  }
  const named = sheet.header.flatMap((cell, column) => {
    const meant = column === date ? null : channelNamed(cell, channels)
    return meant?.kind === 'one' ? [{ column, channelId: meant.channel.id }] : []
  })
  // Two columns of one channel: the first is taken, a person may say otherwise.
  const figures = named.filter(
    (one, index) => named.findIndex(({ channelId }) => channelId === one.channelId) === index,
  )
  return figures.length === 0 ? null : { kind: 'by-column', date, figures }
}

/** Of the columns that may name a channel, the first whose cells name one: "page" may hold titles. */
function namingColumn(
  sheet: Pick<Sheet, 'rows'>,
  plain: readonly string[],
  channels: readonly NamedChannel[],
  taken: readonly number[],
): number | null {
  const candidates = plain.flatMap((cell, place) =>
    CHANNEL_HEADERS.has(cell) && !taken.includes(place) ? [place] : [],
  )
  const sample = sheet.rows.slice(0, 200)
  const telling = (place: number) => {
    const answers = sample.map(({ cells }) => channelNamed(cells[place] ?? '', channels).kind)
    return answers.includes('one') && !answers.includes('several')
  }
  return candidates.find(telling) ?? null
}

/** The channel that a cell names: by its handle, "network handle", its name, or its network where the client has one there. */
export function channelNamed(
  cell: string,
  channels: readonly NamedChannel[],
): { kind: 'one'; channel: NamedChannel } | { kind: 'none' | 'several' } {
  const said = plainName(cell)
  if (said === '') return { kind: 'none' }
  for (const namesOf of NAMES) {
    const meant = channels.filter((channel) => namesOf(channel).some((name) => plainName(name) === said))
    const [one] = meant
    if (one) return meant.length === 1 ? { kind: 'one', channel: one } : { kind: 'several' }
  }
  return { kind: 'none' }
}

const networksOf = (channel: NamedChannel) => [
  channel.network,
  channel.networkName,
  ...(OTHER_NAMES[channel.network] ?? []),
]

/** From what tells most to what tells least. */
const NAMES: readonly ((channel: NamedChannel) => string[])[] = [
  (channel) => [channel.id],
  (channel) => networksOf(channel).flatMap((network) => [`${network} ${channel.handle}`, `${network} ${channel.name}`]),
  (channel) => [channel.handle],
  (channel) => [channel.name],
  (channel) => networksOf(channel),
]

function plainName(text: string): string {
  return plainHeader(text.replace(/^'/, ''))
    .replaceAll(/[@:·|/–-]+/g, ' ')
    .replaceAll(/\s+/g, ' ')
    .trim()
}

function firstOf(cells: readonly string[], is: (cell: string, place: number) => boolean): number | null {
  const place = cells.findIndex((cell, index) => is(cell, index))
  return place < 0 ? null : place
}

/** How dates such as 03/04/2026 are meant: month first only where a row leaves no other reading. */
export function guessDateOrder(sheet: Pick<Sheet, 'rows'>, date: number): DateOrder {
  const parts = sheet.rows.flatMap(({ cells }) => {
    const match = /^\s*(\d{1,2})[-/.](\d{1,2})[-/.]\d{4}/.exec(cells[date] ?? '')
    return match ? [[Number(match[1]), Number(match[2])] as const] : []
  })
  const monthFirst = parts.some(([, second]) => second > 12) && parts.every(([first]) => first <= 12)
  return monthFirst ? 'month-first' : 'day-first'
}
