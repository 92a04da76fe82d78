import { run } from 'graphile-worker'

// Stock graphile-worker, as its documentation starts it: jobs with `run_at`, the default poll, ten at a time.
const runner = await run({
  connectionString: process.env.PEER_DATABASE_URL!,
  concurrency: 10,
  noHandleSignals: true,
  taskList: {
    publish: async (payload) => {
      const { url, token, text, key } = payload as { url: string; token: string; text: string; key: string }
      const answer = await fetch(`${url}/api/v1/statuses`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
        body: JSON.stringify({ status: text }),
      })
      if (!answer.ok) throw new Error(`${answer.status}`)
      await answer.arrayBuffer()
    },
  },
})
process.stdout.write(`${JSON.stringify({ ready: true })}\n`)
process.on('SIGTERM', () => void runner.stop().then(() => process.exit(0)))
