import { makeWorkerUtils } from 'graphile-worker'
import { atOneInstant, type Peer } from './peer.ts'

/** Stock graphile-worker, as its documentation starts it: jobs with `run_at`, the default poll, ten at a time. */
export const graphileWorker: Peer = {
  name: 'graphile',
  process: './graphile-worker.process.ts',
  dueAt: atOneInstant,
  install: (url) => withUtils(url, (utils) => utils.migrate()),
  add: (url, jobs) =>
    withUtils(url, async (utils) => {
      for (const { call, due } of jobs) await utils.addJob('publish', call, { runAt: due })
    }),
}

type Utils = Awaited<ReturnType<typeof makeWorkerUtils>>

async function withUtils(url: string, work: (utils: Utils) => Promise<void>): Promise<void> {
  const utils = await makeWorkerUtils({ connectionString: url })
  try {
    await work(utils)
  } finally {
    await utils.release()
  }
}
