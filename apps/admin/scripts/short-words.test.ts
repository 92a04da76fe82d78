import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { shortened } from './short-words.ts'

const messages = join(import.meta.dirname, '../paraglide/messages')
const load = async (code: string) => {
  const runtime = new URL('../paraglide/runtime.js', import.meta.url).href
  const registry = new URL('../paraglide/registry.js', import.meta.url).href
  const placed = code.replaceAll("'../runtime.js'", `'${runtime}'`).replaceAll("'../registry.js'", `'${registry}'`)
  return (await import(`data:text/javascript,${encodeURIComponent(placed)}`)) as Record<
    string,
    (inputs: unknown, options: { locale: string }) => string
  >
}
/** Answers whatever it is asked for, by its name. */
const inputs = new Proxy({}, { get: (_, name) => `‹${String(name)}›` })

test('a shortened word says the same in both languages, and most words are shortened', async () => {
  const files = readdirSync(messages).filter((file) => file !== '_index.js')
  const sample = files.filter((_, at) => at % 9 === 0)
  let count = 0
  for (const file of sample) {
    const code = readFileSync(join(messages, file), 'utf8')
    const short = shortened(code)
    if (short === undefined) continue
    count += 1
    const [[key, long] = []] = Object.entries(await load(code))
    const made = (await load(short))[key!]!
    for (const locale of ['en', 'fr']) expect(made(inputs, { locale })).toBe(long!(inputs, { locale }))
    expect(short.length).toBeLessThan(code.length)
  }
  expect(count).toBeGreaterThan(sample.length * 0.8)
})

test('a word with a plural stays as it was made', () => {
  const plural = readdirSync(messages).find((file) =>
    readFileSync(join(messages, file), 'utf8').includes('registry.plural'),
  )
  expect(shortened(readFileSync(join(messages, plural!), 'utf8'))).toBeUndefined()
})
