import { PgBoss } from 'pg-boss'
import { atOneInstant, type Peer } from './peer.ts'

export const QUEUE = 'publish'

/** pg-boss with jobs that `startAfter`; how its worker is set stands with its process. */
export const pgBoss: Peer = {
  name: 'pgboss',
  process: './pg-boss.process.ts',
  dueAt: atOneInstant,
  install: (url) => withBoss(url, (boss) => boss.createQueue(QUEUE)),
  add: (url, jobs) =>
    withBoss(
      url,
      async (boss) =>
        void (await boss.insert(
          QUEUE,
          jobs.map(({ call, due }) => ({ data: call, startAfter: due })),
        )),
    ),
}

async function withBoss(url: string, work: (boss: PgBoss) => Promise<void>): Promise<void> {
  const boss = new PgBoss({ connectionString: url, supervise: false, schedule: false })
  boss.on('error', (error) => void process.stderr.write(`pg-boss: ${String(error)}\n`))
  await boss.start()
  try {
    await work(boss)
  } finally {
    await boss.stop()
  }
}
