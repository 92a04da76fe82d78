import { fstatSync } from 'node:fs'
import { enableCompileCache, flushCompileCache } from 'node:module'
import { fileURLToPath } from 'node:url'

// With stripped types kept on disk the compiler for them is not loaded again: 20 MB less from the second start on.
enableCompileCache(fileURLToPath(new URL('../../node_modules/.cache/node', import.meta.url)))
const { serve } = await import('./serve.ts')

const fail = (message: string): never => {
  process.stderr.write(`simulator: ${message}\n`)
  process.exit(1)
}

const port = Number(process.env['PORT'] ?? 0)
if (!Number.isInteger(port) || port < 0 || port > 65_535)
  fail(`PORT must be a number between 0 and 65535, not ${process.env['PORT']}`)

const server = await serve({
  port,
  dataFile: process.env['SIMULATOR_DATA'] || null,
  seed: process.env['SIMULATOR_SEED'] || 'comptoir',
  publicUrl: process.env['SIMULATOR_URL'] || null,
}).catch((error: unknown) => {
  const code = error instanceof Error && 'code' in error ? error.code : null
  if (code === 'EADDRINUSE') return fail(`port ${port} is taken by another process`)
  if (code === 'EACCES') return fail(`not allowed: ${String(error)}`)
  throw error
})

let stopping = false
const stop = (): void => {
  if (stopping) return
  stopping = true
  server.stop()
  process.exit(0)
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)

// Never outlive the parent: it holds the other end of an IPC channel or of a pipe on stdin.
if (process.send !== undefined) process.on('disconnect', stop)
const stdin = fstatSync(0)
if (stdin.isFIFO() || stdin.isSocket()) {
  process.stdin.on('end', stop)
  process.stdin.on('error', stop)
  process.stdin.resume()
}

process.stdout.write(`${JSON.stringify({ ready: true, url: server.url })}\n`)
flushCompileCache()
