import { JobsPool } from '@comptoir/db'
import { closePdfPrinter } from '@comptoir/reporting'
import { type Logger as GraphileLogger, Logger, run, type TaskList } from 'graphile-worker'
import type { Desk } from '../dispatch/desk.ts'
import { closeEvidenceTask } from './close-evidence.ts'
import { escalateTask } from './escalate-notices.ts'
import { mailNoticeTask } from './mail-notice.ts'
import { partitionsTask } from './partitions.ts'
import { processMediaTask } from './process-media.ts'
import { readAccountsTask, readAccountTask, readPostsTask } from './read-metrics.ts'
import { rehearseTask, sweepRehearsals, sweepRehearsalsTask } from './rehearse.ts'
import { refreshCredentialsTask } from './refresh-credentials.ts'
import { renderPdfTask } from './render-pdf.ts'
import { sendMailTask } from './send-mail.ts'
import { dueTaskTask } from './tell-due-task.ts'
import { tendPollTask } from './tend-poll.ts'

/** When each of its own accord, in UTC. `?fill` would run what was missed while the house was down: none of these needs it. */
const CRONTAB = `
*/5 * * * * refresh-credentials
7 * * * * read-account-metrics
*/5 * * * * read-post-metrics
23 3 * * * partitions
17 * * * * close-evidence
* * * * * sweep-rehearsals
`

/** How many tasks at once: the machine's other half belongs to dispatch. */
const CONCURRENCY = 3
const CONNECTIONS = 4

export type Tasks = { stop(): Promise<void> }

/** Whatever may be a second late. The runner has a role of its own; each task opens the agency's door by itself. */
export async function runTasks(desk: Desk, jobsUrl: string): Promise<Tasks> {
  const stopping = new AbortController()
  const taskList: TaskList = {
    'send-mail': sendMailTask(desk),
    'mail-notice': mailNoticeTask(desk),
    'escalate-notices': escalateTask(desk),
    'tell-due-task': dueTaskTask(desk),
    'process-media': processMediaTask(desk),
    'read-metrics': readAccountTask(desk),
    'read-account-metrics': readAccountsTask(desk),
    'read-post-metrics': readPostsTask(desk),
    'refresh-credentials': refreshCredentialsTask(desk),
    'render-pdf': renderPdfTask(desk),
    'tend-poll': tendPollTask(desk),
    partitions: partitionsTask(desk),
    'close-evidence': closeEvidenceTask(desk),
    rehearse: rehearseTask(desk, stopping.signal),
    'sweep-rehearsals': sweepRehearsalsTask(desk),
  }
  await sweepRehearsals(desk)
  const pool = new JobsPool(jobsUrl, CONNECTIONS)
  const runner = await run({
    pgPool: pool,
    taskList,
    crontab: CRONTAB,
    concurrency: CONCURRENCY,
    noHandleSignals: true,
    logger: logger(desk),
  })
  return {
    async stop() {
      stopping.abort()
      await runner.stop()
      await pool.end()
      await closePdfPrinter()
    },
  }
}

function logger(desk: Desk): GraphileLogger {
  return new Logger(() => (level, message, meta) => {
    if (level === 'error') desk.services.log.error({ meta }, message)
    else if (level === 'warning') desk.services.log.warn({ meta }, message)
  })
}
