import type { Outside } from '@comptoir/operations/connectors-ports'
import type { Services } from '@comptoir/operations/services'
import type { Feed } from './feed.ts'
import type { SignIn } from './sign-in.ts'

/** What a door of the API works with. */
export type House = { services: Services; signIn: SignIn; feed: Feed; outside: Outside }
