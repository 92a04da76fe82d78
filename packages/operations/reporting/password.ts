import { randomBytes, scrypt, timingSafeEqual } from 'node:crypto'

// OWASP's second choice of cost: 32 MiB and about 60 ms a try.
const COST = { N: 2 ** 15, r: 8, p: 3 } as const
const LENGTH = 32

/** A link's password as it is kept: its scrypt hash with the salt and the cost that it was made with. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(16)
  const hash = await derive(password, salt, COST)
  return ['scrypt', COST.N, COST.r, COST.p, salt.toString('base64url'), hash.toString('base64url')].join('$')
}

/** True when this is the password. The time that it takes tells nothing. */
export async function isPassword(password: string, kept: string): Promise<boolean> {
  const [, n, r, p, salt = '', hash = ''] = kept.split('$')
  const right = Buffer.from(hash, 'base64url')
  const said = await derive(password, Buffer.from(salt, 'base64url'), { N: Number(n), r: Number(r), p: Number(p) })
  return timingSafeEqual(right, said)
}

/** A password typed on another keyboard is the same password. */
function derive(password: string, salt: Buffer, cost: { N: number; r: number; p: number }): Promise<Buffer> {
  const maxmem = 256 * cost.N * cost.r
  return new Promise((resolve, reject) => {
    scrypt(password.normalize('NFKC'), salt, LENGTH, { ...cost, maxmem }, (error, key) =>
      error ? reject(error) : resolve(key),
    )
  })
}
