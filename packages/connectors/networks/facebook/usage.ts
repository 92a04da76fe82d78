import { z } from 'zod'
import { clampWait, readJson } from '../../sdk/index.ts'
import type { Ports } from '../../sdk/index.ts'

const App = z.object({ call_count: z.number(), total_time: z.number(), total_cputime: z.number() })
const Business = z.record(
  z.string(),
  z.array(App.extend({ estimated_time_to_regain_access: z.number().nonnegative().optional() }).partial()),
)

type Headers = Readonly<Record<string, string>>
const encoder = new TextEncoder()
const read = <T>(header: string | undefined, schema: z.ZodType<T>) =>
  header === undefined ? null : readJson(encoder.encode(header), schema)

/** Tells the budget what Meta's headers say: shares of a limit, in percent. Source: developers.facebook.com/docs/graph-api/overview/rate-limiting. */
export function sawUsage(ports: Ports, headers: Headers): void {
  const app = read(headers['x-app-usage'], App)
  if (app) saw(ports, 'app', app)
  for (const uses of Object.values(read(headers['x-business-use-case-usage'], Business) ?? {})) {
    for (const use of uses) saw(ports, 'page', use)
  }
}

function saw(ports: Ports, bucket: string, use: Partial<z.output<typeof App>>): void {
  const percent = Math.max(use.call_count ?? 0, use.total_time ?? 0, use.total_cputime ?? 0)
  ports.quota.saw({ bucket, limit: null, remaining: null, resetAt: null, used: percent / 100 })
}

/** When a throttled call may come again: the minutes that Meta names, else a quarter of an hour. */
export function regainsAccessAt(headers: Headers, now: Temporal.Instant): Temporal.Instant {
  const business = read(headers['x-business-use-case-usage'], Business) ?? {}
  const minutes = Object.values(business)
    .flat()
    .map((use) => use.estimated_time_to_regain_access ?? 0)
  const longest = Math.max(0, ...minutes)
  const after = headers['retry-after']
  if (longest > 0) return clampWait(now.add({ seconds: Math.min(longest * 60, 86_400) }), now)
  if (after !== undefined && /^\d{1,6}$/.test(after)) return clampWait(now.add({ seconds: Number(after) }), now)
  return now.add({ minutes: 15 })
}
