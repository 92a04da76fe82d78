import { deriveSecret, type KeyRing } from './keys.ts'

export type LoginRole = 'comptoir_runtime' | 'comptoir_auth' | 'comptoir_jobs'

/** The password of a login role: derived, so that every process of the installation can compute it and none stores it. */
export const rolePassword = (keys: KeyRing, role: LoginRole): string => deriveSecret(keys, `role ${role}`)

/** The owner's URL, with another role's name and password. */
export function urlOf(ownerUrl: string, keys: KeyRing, role: LoginRole): string {
  const url = new URL(ownerUrl)
  url.username = role
  url.password = rolePassword(keys, role)
  return url.toString()
}
