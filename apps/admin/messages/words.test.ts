import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { faultsInFrench, variablesOf, type Message } from './check-words.ts'

const here = import.meta.dirname
const LANGUAGES = ['en', 'fr'] as const

const filesOf = (language: string) =>
  readdirSync(join(here, language))
    .filter((file) => file.endsWith('.json'))
    .toSorted()
const read = (language: string, file: string): Record<string, Message> =>
  JSON.parse(readFileSync(join(here, language, file), 'utf8')) as Record<string, Message>

const settings = JSON.parse(readFileSync(join(here, '../project.inlang/settings.json'), 'utf8')) as Record<
  string,
  { pathPattern: string[] }
>

describe('every word in both languages', () => {
  test('the same files, all of them listed in project.inlang/settings.json', () => {
    expect(filesOf('fr')).toEqual(filesOf('en'))
    const listed = settings['plugin.inlang.messageFormat']?.pathPattern.map((path) =>
      path.replace('./messages/{locale}/', ''),
    )
    expect(filesOf('en').filter((file) => !listed?.includes(file))).toEqual([])
  })

  describe.each(filesOf('en'))('%s', (file) => {
    const [english, french] = LANGUAGES.map((language) => read(language, file)) as [
      Record<string, Message>,
      Record<string, Message>,
    ]
    const keys = Object.keys(english).filter((key) => key !== '$schema')

    test('has the same keys, prefixed by its own name', () => {
      expect(Object.keys(french).toSorted()).toEqual(Object.keys(english).toSorted())
      const prefix = `${file.replace('.json', '')}.`
      expect(keys.filter((key) => !key.startsWith(prefix))).toEqual([])
    })

    test('names the same variables in each', () => {
      const differ = keys.filter(
        (key) => variablesOf(english[key] ?? '').join() !== variablesOf(french[key] ?? '').join(),
      )
      expect(differ).toEqual([])
    })

    test('writes French with French typography', () => {
      expect(keys.flatMap((key) => faultsInFrench(french[key] ?? '').map((fault) => `${key}: ${fault}`))).toEqual([])
    })
  })
})

describe('the check itself sees', () => {
  test('a variable that one language lacks', () => {
    expect(variablesOf('{count} posts of {client}')).toEqual(['client', 'count'])
    expect(
      variablesOf([
        {
          declarations: ['input count', 'local n = count: plural'],
          selectors: ['n'],
          match: { 'n=one': 'un post', 'n=other': '{count} posts' },
        },
      ]),
    ).toEqual(['count'])
  })

  test.each([
    ['On part ?', 'a plain space before ?'],
    ['Perdu: rien', 'no space before :'],
    ['« Lyre »', 'a plain space inside guillemets'],
    ["l'heure", 'a straight apostrophe'],
    ['"Lyre"', 'straight quotes'],
    ['Attendez...', 'three dots'],
    ['dans 15 min', 'a plain space before a unit'],
  ])('%s', (text, fault) => expect(faultsInFrench(text)).toContain(fault))

  test('nothing wrong where nothing is', () => {
    expect(faultsInFrench('«\u202fLyre\u00a03\u202f»\u00a0: on part\u202f? À 17:37, T‑0, https://exemple.fr')).toEqual(
      [],
    )
  })
})
