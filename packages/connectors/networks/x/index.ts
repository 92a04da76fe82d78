import { markerIdentity } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { connectWithFields, beginOAuth, finishOAuth, health, listAccounts, refresh } from './connect.ts'
import { manifest } from './manifest.ts'
import { readAccountMetrics, readPostMetrics } from './metrics.ts'
import { prepare } from './prepare.ts'
import { publish } from './publish.ts'
import { readRecent } from './recent.ts'
import { settle } from './settle.ts'
import { withdraw } from './withdraw.ts'

export const x: Connector = {
  manifest,
  beginOAuth,
  finishOAuth,
  connectWithFields,
  listAccounts,
  refresh,
  health,
  rulesOf: async () => ({ kind: 'rules', rules: manifest.rules }),
  mintIdentity: markerIdentity,
  prepare,
  publish,
  settle,
  readRecent,
  withdraw,
  edit: null,
  readAccountMetrics,
  readPostMetrics,
}
