import { may as roleMay, type Permission } from '@comptoir/domain/agency'
import { NotFound } from '@comptoir/operations/shared'
import { initTRPC, TRPCError } from '@trpc/server'
import { ZodError } from 'zod'
import type { Context } from './context.ts'
import { fieldsOf, sentenceOf } from './error-sentences.ts'

const t = initTRPC.context<Context>().create({
  // A stream that says nothing for 15 s is taken for dead by proxies.
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter({ shape, error, ctx, type }) {
    const language = ctx?.language ?? 'en'
    const { stack: _stack, ...data } = shape.data
    return {
      ...shape,
      message: error.code === 'INTERNAL_SERVER_ERROR' ? 'internal error' : shape.message,
      data: {
        ...data,
        // Who only reads has no field to correct: an address was wrong.
        sentence: sentenceOf(error.code === 'BAD_REQUEST' && type === 'query' ? 'NOT_FOUND' : error.code, language),
        fields: error.cause instanceof ZodError ? fieldsOf(error.cause, language) : [],
      },
    }
  },
})

export const router = t.router

const guarded = t.procedure.use(async ({ next, getRawInput }) => {
  // PostgreSQL keeps neither: said here, it is a wrong input at every door, not a fault of the house. A body that is empty or no JSON is for the procedure to judge: some want none.
  const raw = await getRawInput().catch(() => undefined)
  if (!isStorable(raw)) throw new TRPCError({ code: 'BAD_REQUEST' })
  const result = await next()
  if (!result.ok && result.error.cause instanceof NotFound) {
    throw new TRPCError({ code: 'NOT_FOUND', message: result.error.cause.message, cause: result.error.cause })
  }
  return result
})

/** False for text with a NUL or half a surrogate pair, however deep it lies. */
function isStorable(value: unknown): boolean {
  if (typeof value === 'string') return value.isWellFormed() && !value.includes('\0')
  if (typeof value !== 'object' || value === null) return true
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner))
}

/** Anyone, signed in or not. */
export const open = guarded

/** Who is signed in, in an agency or not yet. */
export const signedIn = guarded.use(({ ctx, next }) => {
  if (!ctx.session) throw new TRPCError({ code: 'UNAUTHORIZED' })
  return next({ ctx: { ...ctx, session: ctx.session } })
})

/** A member of the active agency, with the permission. The context then opens that agency's transactions and names the actor. */
export function may(permission: Permission) {
  return inMembership.use(({ ctx, next }) => {
    if (!roleMay(ctx.member.role, permission)) throw new TRPCError({ code: 'FORBIDDEN' })
    return next()
  })
}

/** A member of the active agency, whatever the role: for what concerns the member alone. */
export const inMembership = signedIn.use(async ({ ctx, next }) => {
  const membership = await ctx.membership()
  if (!membership) throw new TRPCError({ code: 'FORBIDDEN' })
  return next({ ctx: { ...ctx, ...membership } })
})
