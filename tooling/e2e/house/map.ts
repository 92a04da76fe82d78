import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Api } from './api.ts'

const FEATURES = join(import.meta.dirname, '..', '..', '..', 'apps', 'admin', 'features')

/** Every page of the admin's map, as its features name them; the specimen sheet exists only while one develops. */
export function pagesOfTheMap(): string[] {
  const paths = readdirSync(FEATURES).flatMap((feature) => {
    const face = readFileSync(join(FEATURES, feature, 'feature.ts'), 'utf8')
    return [...face.matchAll(/path: '(\/[^']*)'/g)].map(([, path]) => path!)
  })
  return paths.filter((path) => path !== '/specimen').toSorted()
}

/** Pages for whoever is not signed in. */
export const DOORS: ReadonlySet<string> = new Set([
  '/sign-in',
  '/set-up',
  '/forgot-password',
  '/reset-password',
  '/magic-link',
  '/invitation',
])

/** Something of the demo for each name in an address. A page that asks for another name fails its test until it is told here. */
export async function namesIn(api: Api): Promise<Record<string, string>> {
  const clientId = (await api.clients.list.query()).find((one) => one.name.startsWith('Orphée'))!.id
  const [event] = await api.countdown.list.query({ clientId })
  const [mandate] = await api.mandates.list.query({ clientId })
  const { lines } = await api.publishing.list.query({ clientId, limit: 1 })
  const [playbook] = await api.countdown.playbooks.query()
  const [definition] = await api.reporting.definitions.query({ clientId })
  const report = await api.reporting.definition.query({ definitionId: definition!.id })
  return {
    clientId,
    eventId: event!.id,
    mandateId: mandate!.id,
    deliveryId: lines[0]!.id,
    postId: lines[0]!.postId,
    playbookId: playbook!.id,
    definitionId: definition!.id,
    editionId: report.editions[0]!.id,
  }
}

/** The address of a page, with a thing of the demo in each place. */
export function addressOf(path: string, names: Record<string, string>): string {
  return path.replace(/\$(\w+)/g, (_, name: string) => {
    const id = names[name]
    if (!id) throw new Error(`${path}: nothing of the demo is known as ${name}`)
    return id
  })
}
