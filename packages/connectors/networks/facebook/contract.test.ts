import { contractOf } from '../../testing/contract.ts'
import { facebook } from './index.ts'

contractOf(facebook)
