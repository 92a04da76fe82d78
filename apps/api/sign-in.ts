import { asPerson, deriveSecret, inAgency } from '@comptoir/db'
import type { Language } from '@comptoir/domain/shared'
import { queueMail, signInMail } from '@comptoir/operations/notices'
import type { Services } from '@comptoir/operations/services'
import { betterAuth } from 'better-auth'
import { magicLink } from 'better-auth/plugins/magic-link'
import { fromNodeHeaders } from 'better-auth/node'
import type { FastifyRequest } from 'fastify'
import type pg from 'pg'
import { randomUUIDv7 } from 'node:crypto'

export type SignedIn = { sessionId: string; userId: string; name: string; email: string; activeAgencyId: string | null }

const MONTH = 60 * 60 * 24 * 30
const HOUR = 60 * 60

/** better-auth on the schema `auth`: password, magic link, sessions. People come in by set-up or invitation, never by signing up. */
function buildAuth(services: Services, pool: pg.Pool) {
  const { settings } = services
  return betterAuth({
    appName: 'Comptoir',
    baseURL: settings.url,
    basePath: '/api/auth',
    secret: deriveSecret(services.keys, 'sessions'),
    database: pool,
    trustedOrigins: [new URL(settings.url).origin],
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 256,
      resetPasswordTokenExpiresIn: HOUR,
      revokeSessionsOnPasswordReset: true,
      sendResetPassword: ({ user, token }) =>
        sendSignInMail(services, user, 'reset-password', `/reset-password?token=${encodeURIComponent(token)}`),
    },
    plugins: [
      magicLink({
        disableSignUp: true,
        expiresIn: 15 * 60,
        storeToken: 'hashed',
        sendMagicLink: async ({ email, token }) => {
          const { rows } = await pool.query<{ id: string; email: string; name: string }>(
            'select id, email, name from "user" where email = $1',
            [email.toLowerCase()],
          )
          // An unknown address gets the same answer and no mail.
          if (rows[0])
            await sendSignInMail(services, rows[0], 'magic-link', `/magic-link?token=${encodeURIComponent(token)}`)
        },
      }),
    ],
    session: {
      expiresIn: MONTH,
      updateAge: 60 * 60 * 24,
      additionalFields: { activeAgencyId: { type: 'string', required: false, input: false } },
    },
    // Counted in PostgreSQL, so that every api process counts together.
    rateLimit: {
      enabled: true,
      storage: 'database',
      window: 60,
      max: 600,
      customRules: {
        // Per address: a whole office may sign in within a minute on Monday morning.
        '/sign-in/email': { window: 60, max: 30 },
        '/sign-in/magic-link': { window: 300, max: 5 },
        '/request-password-reset': { window: 300, max: 5 },
        '/reset-password': { window: 300, max: 10 },
      },
    },
    advanced: {
      cookiePrefix: 'comptoir',
      database: { generateId: () => randomUUIDv7() },
      defaultCookieAttributes: { httpOnly: true, sameSite: 'lax', secure: settings.url.startsWith('https:') },
      ipAddress: { ipAddressHeaders: ['x-comptoir-peer'] },
    },
    logger: { disabled: true },
    telemetry: { enabled: false },
  })
}

export type SignIn = {
  auth: ReturnType<typeof buildAuth>
  sessionOf(request: FastifyRequest): Promise<SignedIn | null>
  /** Makes a person who can sign in with a password; `exists` when the address is taken. */
  createUser(input: {
    email: string
    name: string
    password: string
  }): Promise<{ kind: 'created'; userId: string } | { kind: 'exists'; userId: string }>
  /** True when this person's password is the one given. */
  checkPassword(userId: string, password: string): Promise<boolean>
  deleteUser(userId: string): Promise<void>
  chooseAgency(sessionId: string, agencyId: string): Promise<void>
}

export function openSignIn(services: Services, pool: pg.Pool): SignIn {
  const auth = buildAuth(services, pool)
  return {
    auth,
    async sessionOf(request) {
      if (!request.headers.cookie) return null
      const found = await auth.api.getSession({ headers: fromNodeHeaders(request.headers) })
      if (!found) return null
      return {
        sessionId: found.session.id,
        userId: found.user.id,
        name: found.user.name,
        email: found.user.email,
        activeAgencyId: found.session.activeAgencyId ?? null,
      }
    },
    async createUser({ email, name, password }) {
      const { internalAdapter, password: passwords } = await auth.$context
      const existing = await internalAdapter.findUserByEmail(email)
      if (existing) return { kind: 'exists', userId: existing.user.id }
      const user = await internalAdapter.createUser({ email, name, emailVerified: true }, { method: 'email-password' })
      await internalAdapter.linkAccount({
        userId: user.id,
        providerId: 'credential',
        accountId: user.id,
        password: await passwords.hash(password),
      })
      return { kind: 'created', userId: user.id }
    },
    async checkPassword(userId, password) {
      const { internalAdapter, password: passwords } = await auth.$context
      const accounts = await internalAdapter.findAccounts(userId)
      const hash = accounts.find((account) => account.providerId === 'credential')?.password
      return hash ? passwords.verify({ hash, password }) : false
    },
    async deleteUser(userId) {
      const { internalAdapter } = await auth.$context
      await internalAdapter.deleteUser(userId)
    },
    async chooseAgency(sessionId, agencyId) {
      await pool.query('update session set "activeAgencyId" = $2, "updatedAt" = now() where id = $1', [
        sessionId,
        agencyId,
      ])
    },
  }
}

async function sendSignInMail(
  services: Services,
  user: { id: string; email: string },
  kind: 'reset-password' | 'magic-link',
  path: string,
): Promise<void> {
  const seat = await asPerson(services.db, user.id, (tx) =>
    tx
      .selectFrom('members')
      .select(['agency_id', 'language', 'name'])
      .where('left_at', 'is', null)
      .orderBy('created_at')
      .executeTakeFirst(),
  )
  if (!seat) return
  const mail = signInMail(kind, new URL(path, services.settings.url).toString(), seat.name, seat.language as Language)
  await inAgency(services.db, seat.agency_id, (tx) => queueMail(tx, { ...mail, kind, recipient: user.email }))
}
