import { createHash, randomBytes } from 'node:crypto'

/** A public link's token: `<agency>.<secret>`, 192 random bits. Only the hash is kept, so that a read database opens no door. */
export function mintLink(agencyId: string): { token: string; hash: string } {
  const secret = randomBytes(24).toString('base64url')
  return { token: `${shortAgency(agencyId)}.${secret}`, hash: hashSecret(secret) }
}

/** Which agency a token speaks for, and the hash to look it up by; null when it is not a token at all. */
export function readLink(token: string): { agencyId: string; hash: string } | null {
  const match = /^([\w-]{22})\.([\w-]{22,64})$/.exec(token)
  if (!match) return null
  const hex = Buffer.from(match[1]!, 'base64url').toString('hex')
  const agencyId = hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
  return { agencyId, hash: hashSecret(match[2]!) }
}

export function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}

function shortAgency(agencyId: string): string {
  return Buffer.from(agencyId.replaceAll('-', ''), 'hex').toString('base64url')
}
