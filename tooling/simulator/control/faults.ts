import { faultKinds, type Fault, type FaultOptions } from '../core/faults.ts'
import type { Fields } from '../http/body.ts'
import { boolean, network, number, oneOf, optional, string, wrong } from './read.ts'

export const operations = [
  'sign-in',
  'authorize',
  'token',
  'refresh',
  'revoke',
  'register-app',
  'server',
  'me',
  'profile',
  'upload',
  'media-status',
  'publish',
  'create-unpublished',
  'read',
  'timeline',
  'metrics',
  'comments',
  'reply',
  'edit',
  'delete',
] as const

const numbers = ['ms', 'seconds', 'status', 'retryAfterSeconds', 'bytes', 'depth'] as const
const known: readonly string[] = [
  'kind',
  'network',
  'account',
  'operation',
  'count',
  'after',
  'headers',
  'variant',
  'scope',
  'location',
  'done',
  ...numbers,
]

export const readFault = (fields: Fields): Omit<Fault, 'id' | 'hits'> => {
  const strange = Object.keys(fields).find((name) => !known.includes(name))
  if (strange !== undefined) wrong(`${strange} is no option of a fault`)
  const options: FaultOptions = {}
  for (const name of numbers) {
    const value = optional(fields, name, number)
    if (value !== null) options[name] = value
  }
  const headers = optional(fields, 'headers', oneOf(['network', 'retry-after', 'none', 'garbage'] as const))
  const variant = optional(fields, 'variant', oneOf(['expired', 'revoked'] as const))
  const scope = optional(fields, 'scope', string)
  const location = optional(fields, 'location', string)
  const done = optional(fields, 'done', boolean)
  return {
    ...options,
    ...(headers !== null && { headers }),
    ...(variant !== null && { variant }),
    ...(scope !== null && { scope }),
    ...(location !== null && { location }),
    ...(done !== null && { done }),
    kind: oneOf(faultKinds)(fields, 'kind'),
    network: optional(fields, 'network', network),
    account: optional(fields, 'account', string),
    operation: optional(fields, 'operation', oneOf(operations)),
    count: optional(fields, 'count', number),
    after: optional(fields, 'after', number) ?? 0,
  }
}
