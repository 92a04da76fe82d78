import type { Connector } from '../../sdk/index.ts'
import { connectWithFields, health, listAccounts, refresh } from './connect.ts'
import { mintIdentity } from './identity.ts'
import { manifest } from './manifest.ts'
import { readAccountMetrics, readPostMetrics } from './metrics.ts'
import { prepare } from './prepare.ts'
import { publish } from './publish.ts'
import { readRecent } from './recent.ts'
import { settle } from './settle.ts'
import { withdraw } from './withdraw.ts'

export const bluesky: Connector = {
  manifest,
  beginOAuth: null,
  finishOAuth: null,
  connectWithFields,
  listAccounts,
  refresh,
  health,
  rulesOf: async () => ({ kind: 'rules', rules: manifest.rules }),
  mintIdentity,
  prepare,
  publish,
  settle,
  readRecent,
  withdraw,
  edit: null,
  readAccountMetrics,
  readPostMetrics,
}
