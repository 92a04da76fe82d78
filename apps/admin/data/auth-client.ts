import { createAuthClient } from 'better-auth/client'
import { magicLinkClient } from 'better-auth/client/plugins'

/** better-auth's client, on this origin's /api/auth. */
export const authClient = createAuthClient({ plugins: [magicLinkClient()] })
