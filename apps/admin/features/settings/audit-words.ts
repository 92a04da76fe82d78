import { AUDIT_VERBS } from '@comptoir/domain/agency'
import { dayWithYear, placeOf, timeOfDay } from '../../format/index.ts'
import { m } from '../../words.ts'
import { FIELDS } from './audit-fields.ts'
import type { Outputs } from '../../data/trpc.ts'

export type AuditLine = Outputs['agency']['audit']['lines'][number]

const ROLES = ['director', 'account_manager', 'community_manager', 'creator', 'analyst'] as const

export const PARTS = [
  'agency',
  'clients',
  'mandates',
  'channels',
  'posts',
  'media',
  'countdown',
  'publishing',
  'audience',
  'reports',
] as const
export type Part = (typeof PARTS)[number]

export function isPart(text: string | undefined): text is Part {
  return PARTS.some((part) => part === text)
}

const known = <Name extends string>(names: readonly Name[], name: string): Name | undefined =>
  names.find((one) => one === name)

/** What was done, in the reader's words; a verb that is newer than this page keeps its own name. */
export function verbWord(verb: string): string {
  const name = known(AUDIT_VERBS, verb)
  return name ? m[`agency.verb.${name}`]() : verb
}

/** The field that changed. */
export function fieldWord(field: string): string {
  const name = known(FIELDS, field)
  return name ? m[`agency.field.${name}`]() : field
}

const INSTANT = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const DAYS = /^\d{4}-\d\d-\d\d( – \d{4}-\d\d-\d\d)?$/

/** A post's review, by the word that its state has everywhere. */
const REVIEWS = {
  draft: m['parts.state.draft'],
  in_review: m['parts.state.review'],
  approved: m['parts.state.approved'],
  changes_requested: m['agency.verb.posts.changes-requested'],
} as const

/** A value as a person would say it: a role by its word, a zone by its place, a moment in the reader's zone. */
export function valueWord(field: string, value: string | null, zone: string): string {
  if (value === null) return m['agency.audit.nothing']()
  if (value === 'true') return m['parts.yes']()
  if (value === 'false') return m['parts.no']()
  if (field === 'zone') return placeOf(value)
  if (INSTANT.test(value)) return `${dayWithYear(value, zone)} ${timeOfDay(value, zone)}`
  if (DAYS.test(value)) return value.replace(/\d{4}-\d\d-\d\d/g, (day) => dayWithYear(`${day}T12:00:00Z`, 'UTC'))
  const review =
    field === '' ? known(['draft', 'in_review', 'approved', 'changes_requested'] as const, value) : undefined
  if (review) return REVIEWS[review]()
  const role = field === 'role' || field === '' ? known(ROLES, value) : undefined
  return role ? m[`people.role.${role}`]() : value
}

const PATHS: Readonly<Record<string, (id: string) => string>> = {
  client: (id) => `/clients/${id}`,
  mandate: (id) => `/mandates/${id}`,
  channel: () => '/channels',
  post: (id) => `/posts/${id}`,
  event: (id) => `/countdown/${id}`,
  playbook: (id) => `/playbooks/${id}`,
  delivery: (id) => `/deliveries/${id}`,
  report: (id) => `/reports/${id}`,
  edition: (id) => `/reports/editions/${id}`,
  member: (id) => `/people?member=${id}`,
  invitation: () => '/people',
  'network-app': () => '/settings/networks',
  mail: (id) => `/settings/mails?mail=${id}`,
  agency: () => '/settings',
}

/** The page of what was touched; null when it has none. */
export function pathOf({ subjectKind, subjectId }: Pick<AuditLine, 'subjectKind' | 'subjectId'>): string | null {
  return PATHS[subjectKind]?.(subjectId) ?? null
}

/** Who did it. */
export function actorWord(line: Pick<AuditLine, 'actorKind' | 'actorName'>): string {
  if (line.actorKind === 'system') return m['agency.audit.system']()
  if (line.actorKind === 'link') return m['agency.audit.link']()
  return line.actorName ?? m['agency.audit.gone']()
}
