import { PgBoss } from 'pg-boss'
import { type Call, call } from './call.ts'
import { QUEUE } from './pg-boss.ts'

// Set for speed: its shortest poll, batches of ten sent side by side, and the next batch without a pause while the last one was full.
// Its LISTEN/NOTIFY speaks when a job is written, not when its time comes, and so changes nothing here.
const boss = new PgBoss({ connectionString: process.env.PEER_DATABASE_URL! })
boss.on('error', (error) => void process.stderr.write(`pg-boss: ${String(error)}\n`))
await boss.start()
await boss.work<Call>(
  QUEUE,
  { pollingIntervalSeconds: 0.5, batchSize: 10, burstWhenBatchFull: true },
  async (jobs) => void (await Promise.all(jobs.map((job) => call(job.data)))),
)
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
process.on('SIGTERM', () => void boss.stop().then(() => process.exit(0)))
