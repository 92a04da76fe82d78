import { run } from 'graphile-worker'
import { type Call, call } from './call.ts'

const runner = await run({
  connectionString: process.env.PEER_DATABASE_URL!,
  concurrency: 10,
  noHandleSignals: true,
  taskList: { publish: async (payload) => call(payload as Call) },
})
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
process.on('SIGTERM', () => void runner.stop().then(() => process.exit(0)))
