import { createAuthClient } from 'better-auth/client'
import { magicLinkClient } from 'better-auth/client/plugins'

/** better-auth's client, on this origin's /api/auth. Loaded only by pages that sign in or out. */
export const authClient = createAuthClient({ plugins: [magicLinkClient()] })
