import type { Language } from '../../format/index.ts'
import type { ChannelSeries } from './chart-data.ts'

/** A cell that a spreadsheet neither cuts nor runs: text that begins like a formula gets a quote in front. */
function cell(text: string, separator: string): string {
  const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text
  return safe.includes(separator) || /["\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}

const HEADS: Record<Language, readonly string[]> = {
  fr: ['date', 'réseau', 'compte', 'abonnés', 'source', 'définition'],
  en: ['date', 'network', 'account', 'followers', 'source', 'definition'],
}

/** The series as a file that spreadsheets open, and that the import reads back: one row a day, none where nothing was read. */
export function csvOf(channels: readonly ChannelSeries[], language: Language): string {
  const separator = language === 'fr' ? ';' : ','
  const rows = channels.flatMap((channel) =>
    channel.days.map(({ day, value, source, definition }) => [
      day,
      channel.networkName,
      channel.handle,
      String(value),
      source,
      definition,
    ]),
  )
  const lines = [HEADS[language], ...rows].map((row) => row.map((text) => cell(text, separator)).join(separator))
  return `\ufeff${lines.join('\r\n')}\r\n`
}

/** Hands a text to the browser as a file. */
export function saveFile(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }))
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
