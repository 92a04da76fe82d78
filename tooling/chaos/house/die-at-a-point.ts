// Loaded into a worker before anything else: ends or freezes the process at the point that its life names.
import { subscribe } from 'node:diagnostics_channel'
import { writeSync } from 'node:fs'
import type { Life } from '../schedule/plan.ts'

const life: Life = JSON.parse(process.env.CHAOS_LIFE ?? '{"kind":"whole"}')
let passed = 0

const say = (then: 'dies' | 'freezes', point: string) =>
  void writeSync(1, `${JSON.stringify({ worker: process.pid, then, point })}\n`)

function end(delayMs: number, point: string): void {
  const now = () => {
    say('dies', point)
    process.kill(process.pid, 'SIGKILL')
  }
  if (delayMs === 0) now()
  else setTimeout(now, delayMs)
}

if (life.kind !== 'whole') {
  subscribe('comptoir:dispatch', (point) => {
    if (point !== life.point) return
    passed += 1
    if (passed !== life.nth) return
    if (life.kind === 'killed') return end(life.delayMs, life.point)
    say('freezes', life.point)
    process.kill(process.pid, 'SIGSTOP')
  })
}
