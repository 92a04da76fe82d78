import { z } from 'zod'

/** What a member is in the agency. */
export const Role = z.enum(['director', 'account_manager', 'community_manager', 'creator', 'analyst'])
export type Role = z.output<typeof Role>

/** What one may do, `<context>.<verb>`. */
export const Permission = z.enum([
  'clients.read',
  'clients.write',
  'clients.stop',
  'mandates.read',
  'mandates.money',
  'mandates.write',
  'channels.read',
  'channels.connect',
  'posts.read',
  'posts.write',
  'posts.review',
  'media.upload',
  'countdown.read',
  'countdown.write',
  'countdown.run',
  'deliveries.read',
  'deliveries.act',
  'audience.read',
  'audience.import',
  'reports.read',
  'reports.write',
  'reports.share',
  'members.read',
  'members.manage',
  'settings.read',
  'settings.write',
  'audit.read',
  'agency.stop',
])
export type Permission = z.output<typeof Permission>

const READING = [
  'clients.read',
  'mandates.read',
  'channels.read',
  'posts.read',
  'countdown.read',
  'deliveries.read',
  'audience.read',
  'reports.read',
  'members.read',
] as const satisfies Permission[]

/** Who may do what. Whoever may hold a launch may also stop a client: in an emergency nobody looks for a director. */
export const PERMISSIONS: Readonly<Record<Role, ReadonlySet<Permission>>> = {
  director: new Set(Permission.options),
  account_manager: new Set([
    ...READING,
    'clients.write',
    'clients.stop',
    'mandates.money',
    'mandates.write',
    'channels.connect',
    'posts.write',
    'posts.review',
    'media.upload',
    'countdown.write',
    'countdown.run',
    'deliveries.act',
    'audience.import',
    'reports.write',
    'reports.share',
    'settings.read',
    'audit.read',
    'agency.stop',
  ]),
  community_manager: new Set([
    ...READING,
    'clients.stop',
    'channels.connect',
    'posts.write',
    'posts.review',
    'media.upload',
    'countdown.write',
    'countdown.run',
    'deliveries.act',
  ]),
  creator: new Set([...READING, 'posts.write', 'media.upload']),
  analyst: new Set([...READING, 'audience.import', 'reports.write', 'reports.share']),
}

/** True when the role carries the permission. */
export function may(role: Role, permission: Permission): boolean {
  return PERMISSIONS[role].has(permission)
}

/** The roles that carry the permission, most powerful first. */
export function rolesThatMay(permission: Permission): Role[] {
  return Role.options.filter((role) => may(role, permission))
}
