import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { sql } from 'kysely'
import { startProgram } from '../child.ts'
import { type Spread, spreadOf } from '../figures.ts'
import type { Stage } from '../stage.ts'
import type { Call } from './call.ts'

export const JOBS = 500

type Account = { base: string; credentials: { mastodon: { accessToken: string } } }
export type Job = { call: Call; due: Date }

export type Peer = {
  name: string
  /** Makes its tables in a database of its own. */
  install(url: string): Promise<void>
  /** The process that works its jobs off. */
  process: string
  /** When the jobs are due, seen from the moment at which its worker is ready. */
  dueAt(index: number, ready: number): number
  add(url: string, jobs: readonly Job[]): Promise<void>
}

/** The same call for the same number of posts, as jobs of another scheduler, in a database of their own on the same PostgreSQL. */
export async function benchPeer({ database, room, simulator }: Stage, peer: Peer): Promise<Spread> {
  const name = `${database.name}_${peer.name}`
  await sql`create database ${sql.id(name)}`.execute(database.root)
  const url = new URL(database.ownerUrl)
  url.pathname = `/${name}`
  const account = (await simulator.control('POST', '/accounts', {
    network: 'mastodon',
    handle: `${peer.name}${Date.now()}`,
    name: 'Pair',
    followers: 10,
  })) as Account
  await peer.install(url.href)
  const worker = await startProgram(fileURLToPath(new URL(peer.process, import.meta.url)), {
    PEER_DATABASE_URL: url.href,
  })
  try {
    const ready = Date.now()
    const jobs = Array.from({ length: JOBS }, (_, i): Job => {
      const key = `${peer.name}-${i}`
      const token = account.credentials.mastodon.accessToken
      return { call: { url: account.base, token, text: `Pair ${key}`, key }, due: new Date(peer.dueAt(i, ready)) }
    })
    await peer.add(url.href, jobs)
    const due = new Map(jobs.map((job) => [job.call.text, job.due.getTime()]))
    const end = Math.max(...due.values()) + 90_000
    while (Date.now() < end) {
      await sleep(1_000)
      const arrived = (await room.arrivals()).filter(({ text }) => due.has(text))
      if (arrived.length >= JOBS) return spreadOf(arrived.map(({ at, text }) => at - due.get(text)!))
    }
    throw new Error(`the jobs of ${peer.name} did not all arrive within a minute and a half`)
  } finally {
    await worker.stop()
    await sql`drop database ${sql.id(name)} with (force)`.execute(database.root)
  }
}

/** All at one instant, far enough ahead for the jobs to be written before it. */
export const atOneInstant = (_index: number, ready: number) => ready + 6_000
