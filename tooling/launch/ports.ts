import { createServer } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { StartRefused } from '@comptoir/db'

/** The port when it is free on every address, else null. Port 0 gives any free one. */
export async function tryPort(port: number, host = '::'): Promise<number | null> {
  return new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'EADDRINUSE') resolve(null)
      // A machine without IPv6.
      else if (host === '::' && (error.code === 'EAFNOSUPPORT' || error.code === 'EADDRNOTAVAIL'))
        resolve(tryPort(port, '0.0.0.0'))
      else if (error.code === 'EACCES')
        reject(new StartRefused(`This user may not listen on port ${port}: choose one above 1023 with PORT.`))
      else reject(error)
    })
    probe.listen(port, host, () => {
      const address = probe.address()
      probe.close(() => resolve(address && typeof address === 'object' ? address.port : null))
    })
  })
}

/** The port for the house; after a run that was killed, its processes get a moment to let go of it. */
export async function claimPort(port: number, patience: number): Promise<number> {
  for (let waited = 0; ; waited += 100) {
    const free = await tryPort(port)
    if (free !== null) return free
    if (waited >= patience) {
      throw new StartRefused(
        `Port ${port} is taken by another program: stop it, or choose another one with PORT (PORT=${port + 80}).`,
      )
    }
    await sleep(100)
  }
}
