import type { Credentials } from './contract.ts'

/** New credentials over old ones: an empty value never overwrites a token (some servers answer a refresh without a new refresh token). */
export function mergeCredentials(old: Credentials, fresh: Credentials): Credentials {
  const merged: Record<string, string | null | undefined> = { ...old }
  for (const [name, value] of Object.entries(fresh)) {
    if (value !== undefined && value !== null && value !== '') merged[name] = value
    else if (name === 'expiresAt') merged[name] = value
  }
  return merged
}

/** Every value that must never be written down: whatever is named as a token, a secret, a password or a JWT. */
export function secretsOf(credentials: Credentials): string[] {
  const secrets: string[] = []
  for (const [name, value] of Object.entries(credentials)) {
    if (/token|secret|password|jwt/i.test(name) && typeof value === 'string' && value !== '') secrets.push(value)
  }
  return secrets
}
