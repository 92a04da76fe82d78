import pg from 'pg'
import { type Call, call } from './call.ts'
import { PERIOD_MS } from './scan.ts'

const AT_ONCE = 10
const client = new pg.Client({ connectionString: process.env.PEER_DATABASE_URL! })
await client.connect()

async function scan(): Promise<void> {
  const { rows } = await client.query<{ id: number; call: Call }>(
    'select id, call from jobs where done is null and due <= now() order by id',
  )
  const waiting = rows.values()
  const lane = async () => {
    for (const row of waiting) {
      await call(row.call)
      await client.query('update jobs set done = now() where id = $1', [row.id])
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
}

await scan()
setInterval(() => {
  scan().catch((error: unknown) => {
    process.stderr.write(`${String(error)}\n`)
    process.exit(1)
  })
}, PERIOD_MS)
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
process.on('SIGTERM', () => void client.end().then(() => process.exit(0)))
