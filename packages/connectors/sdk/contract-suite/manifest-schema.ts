import { Rules } from '@comptoir/domain/text'
import { z } from 'zod'
import { CONTRACT_VERSION } from '../manifest.ts'
import { MetricId, SettlementClass } from '../vocabulary.ts'
import type { Connector } from '../contract.ts'

const date = z.iso.date()
const address = z.url({ protocol: /^https$/ })
const field = z.strictObject({
  name: z.string().regex(/^[a-z][a-zA-Z]*$/),
  kind: z.enum(['text', 'url', 'secret']),
  required: z.boolean(),
  operatorOnly: z.boolean(),
  baseUrl: z.boolean(),
  default: z.string().nullable(),
  placeholder: z.string().nullable(),
})
const path = z.string().startsWith('/')

/** The shape of a manifest, checked where a connector is registered: by version and schema, never by `instanceof`. */
export const ManifestSchema = z.strictObject({
  contract: z.literal(CONTRACT_VERSION),
  id: z.string().regex(/^[a-z][a-z0-9-]*$/),
  name: z.string().min(1),
  apiVersion: z.string().min(1),
  sunsetOn: date.nullable(),
  readOn: date,
  source: address,
  capabilities: z.strictObject({
    text: z.boolean(),
    link: z.union([z.enum(['card', 'in-text']), z.literal(false)]),
    images: z.boolean(),
    alt: z.boolean(),
    video: z.boolean(),
    thread: z.boolean(),
    firstComment: z.boolean(),
    withdraw: z.boolean(),
    edit: z.boolean(),
    recentPosts: z.union([z.enum(['free', 'paid']), z.literal(false)]),
    accountMetrics: z.array(MetricId),
    postMetrics: z.array(MetricId),
    conversation: z.boolean(),
  }),
  connect: z
    .array(
      z.discriminatedUnion('kind', [
        z.strictObject({
          kind: z.literal('oauth2'),
          id: z.string(),
          authorizePath: path,
          tokenPath: path,
          revokePath: path.nullable(),
          scopes: z.array(z.string()).readonly(),
          pkce: z.boolean(),
          app: z.enum(['agency', 'registered']),
          fields: z.array(field),
        }),
        z.strictObject({ kind: z.enum(['password', 'token']), id: z.string(), fields: z.array(field).min(1) }),
      ]),
    )
    .min(1),
  rules: Rules,
  settlement: SettlementClass,
  quotas: z.array(
    z.strictObject({
      bucket: z.string(),
      limit: z.int().positive(),
      perSeconds: z.int().positive(),
      scope: z.enum(['account', 'app', 'address']),
      publish: z.int().positive().optional(),
      source: address,
    }),
  ),
  metrics: z.array(
    z.strictObject({
      metric: MetricId,
      of: z.enum(['account', 'post']),
      official: z.string().min(1),
      unit: z.enum(['people', 'views', 'actions']),
      source: address,
      since: date,
    }),
  ),
  refreshBefore: z.int().positive().nullable(),
  preparedFor: z.int().positive().nullable(),
})

/** What is wrong with a connector's manifest, one line a fault; empty when it is sound. */
export function checkManifest(connector: Connector): string[] {
  const read = ManifestSchema.safeParse(connector.manifest)
  if (!read.success) return read.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`)
  const { capabilities, connect, metrics, rules, refreshBefore } = read.data
  const faults: string[] = []
  const must = (kept: boolean, fault: string) => {
    if (!kept) faults.push(fault)
  }
  const oauth = connect.some(({ kind }) => kind === 'oauth2')
  must(
    !oauth || (connector.beginOAuth !== null && connector.finishOAuth !== null),
    'connect: OAuth without its functions',
  )
  must(
    connect.every(({ kind }) => kind === 'oauth2') || connector.connectWithFields !== null,
    'connect: a form without its function',
  )
  for (const method of connect) {
    must(
      method.fields.filter((one) => one.baseUrl).length === 1,
      `connect.${method.id}: not exactly one field is the server's address`,
    )
  }
  must(!capabilities.withdraw || connector.withdraw !== null, 'capabilities.withdraw: no function')
  must(!capabilities.edit || connector.edit !== null, 'capabilities.edit: no function')
  must(
    (capabilities.recentPosts !== false) === (connector.readRecent !== null),
    'capabilities.recentPosts: does not agree with readRecent',
  )
  must((refreshBefore !== null) === (connector.refresh !== null), 'refreshBefore: does not agree with refresh')
  must(capabilities.thread === rules.text.maxParts > 1, 'capabilities.thread: does not agree with rules.text.maxParts')
  must(
    capabilities.images === rules.media.maxImages > 0,
    'capabilities.images: does not agree with rules.media.maxImages',
  )
  must(
    capabilities.alt === (rules.media.maxAltLength !== null),
    'capabilities.alt: does not agree with rules.media.maxAltLength',
  )
  for (const [of, ids] of [
    ['account', capabilities.accountMetrics],
    ['post', capabilities.postMetrics],
  ] as const) {
    for (const id of ids) {
      must(
        metrics.some((one) => one.metric === id && one.of === of),
        `metrics: ${id} of ${of} has no definition`,
      )
    }
  }
  return faults
}
