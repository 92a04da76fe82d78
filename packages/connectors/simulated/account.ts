import { z } from 'zod'

/** An account as the simulator's control API tells it: credentials by network and name. */
export const SimulatedAccount = z.object({
  id: z.string(),
  handle: z.string(),
  base: z.string(),
  credentials: z.record(z.string(), z.record(z.string(), z.string())),
})
export type SimulatedAccount = z.output<typeof SimulatedAccount>

/** The connect form as a person would fill it in for a simulated account. */
export function connectFormOf(
  network: string,
  account: SimulatedAccount,
): { method: string; fields: Record<string, string> } {
  const own = account.credentials[network] ?? {}
  const given = (name: string) => own[name] ?? ''
  switch (network) {
    case 'bluesky':
      return {
        method: 'app-password',
        fields: { identifier: given('identifier'), password: given('password'), service: account.base },
      }
    case 'mastodon':
      return { method: 'access-token', fields: { server: account.base, accessToken: given('accessToken') } }
    case 'facebook':
      return { method: 'access-token', fields: { baseUrl: account.base, accessToken: given('pageAccessToken') } }
    case 'x':
      return {
        method: 'access-token',
        fields: {
          baseUrl: account.base,
          accessToken: given('accessToken'),
          refreshToken: given('refreshToken'),
          clientId: given('clientId'),
          clientSecret: given('clientSecret'),
        },
      }
    default:
      throw new Error(`the simulator has no accounts on ${network}`)
  }
}
