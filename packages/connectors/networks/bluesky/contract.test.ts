import { contractOf } from '../../testing/contract.ts'
import { bluesky } from './index.ts'

contractOf(bluesky)
