import { contractOf } from '../../testing/contract.ts'
import { x } from './index.ts'

contractOf(x)
