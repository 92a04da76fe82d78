import { contractOf } from '../../testing/contract.ts'
import { mastodon } from './index.ts'

contractOf(mastodon)
