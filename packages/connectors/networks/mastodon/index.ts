import { markerIdentity } from '../../sdk/index.ts'
import type { Connector } from '../../sdk/index.ts'
import { beginOAuth, connectWithFields, finishOAuth, health, listAccounts } from './connect.ts'
import { manifest } from './manifest.ts'
import { edit, withdraw } from './mend.ts'
import { readAccountMetrics, readPostMetrics } from './metrics.ts'
import { prepare } from './prepare.ts'
import { publish } from './publish.ts'
import { readRecent } from './recent.ts'
import { rulesOf } from './rules.ts'
import { settle } from './settle.ts'

export const mastodon: Connector = {
  manifest,
  beginOAuth,
  finishOAuth,
  connectWithFields,
  listAccounts,
  refresh: null,
  health,
  rulesOf,
  mintIdentity: markerIdentity,
  prepare,
  publish,
  settle,
  readRecent,
  withdraw,
  edit,
  readAccountMetrics,
  readPostMetrics,
}
