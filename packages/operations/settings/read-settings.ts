import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { StartRefused } from '@comptoir/db'
import { z } from 'zod'

/** Settings of the installation, from the environment. Those that are secrets may stand in a file: `NAME_FILE`. */
export type Settings = {
  port: number
  /** The public address: mails, OAuth redirects, cookies and networks that fetch media need it. No trailing slash. */
  url: string
  dataDir: string
  /** The owner's URL; null: the launcher starts the embedded server. */
  databaseUrl: string | null
  /** Past PgBouncer, for LISTEN, migrations and jobs. */
  directUrl: string | null
  /** Null: mails are kept and readable in the app. */
  smtpUrl: string | null
  mailFrom: string
  /** Exact origins that the guard against server-side request forgery lets through. */
  allowOrigins: readonly string[]
  demo: boolean
  chromiumPath: string | null
  /** The program that plays the networks in a rehearsal, started for each and stopped with it; null: nothing can be rehearsed. */
  simulator: string | null
  masterKey: string | null
  trustProxy: boolean | string
  logLevel: 'debug' | 'info' | 'warn' | 'error' | 'silent'
}

const SECRETS = ['DATABASE_URL', 'DATABASE_URL_DIRECT', 'SMTP_URL', 'COMPTOIR_MASTER_KEY']

const blank = (value: unknown) => (value === '' ? undefined : value)
const optional = <Schema extends z.ZodType>(schema: Schema) => z.preprocess(blank, schema.optional())
const urlOf = (protocol: RegExp) => z.url({ protocol })
const postgresUrl = urlOf(/^postgres(ql)?$/)

const Origin = z.url({ protocol: /^https?$/ }).refine((text) => new URL(text).origin === text.replace(/\/$/, ''))

const Environment = z.object({
  PORT: z.preprocess(blank, z.coerce.number().int().min(0).max(65_535).default(3000)),
  COMPTOIR_URL: optional(urlOf(/^https?$/)),
  COMPTOIR_DATA: z.preprocess(blank, z.string().default('.comptoir')),
  DATABASE_URL: optional(postgresUrl),
  DATABASE_URL_DIRECT: optional(postgresUrl),
  SMTP_URL: optional(urlOf(/^smtps?$/)),
  COMPTOIR_MAIL_FROM: optional(z.string().min(3)),
  COMPTOIR_ALLOW_ORIGINS: z.preprocess(
    (value) => (typeof value === 'string' ? value.split(/[\s,]+/).filter(Boolean) : []),
    z.array(Origin),
  ),
  COMPTOIR_DEMO: optional(z.enum(['0', '1'])),
  CHROMIUM_PATH: optional(z.string()),
  COMPTOIR_SIMULATOR: optional(z.string()),
  COMPTOIR_MASTER_KEY: optional(z.string()),
  COMPTOIR_TRUST_PROXY: optional(z.string()),
  COMPTOIR_LOG: z.preprocess(blank, z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('warn')),
})

const WANTED: Record<string, string> = {
  PORT: 'a port number between 0 and 65535',
  COMPTOIR_URL: 'the public address, such as https://comptoir.example.org',
  DATABASE_URL: 'an address such as postgres://owner:password@host:5432/comptoir',
  DATABASE_URL_DIRECT: 'an address such as postgres://owner:password@host:5432/comptoir',
  SMTP_URL: 'an address such as smtps://user:password@mail.example.org',
  COMPTOIR_ALLOW_ORIGINS: 'exact origins separated by commas, such as http://localhost:4000',
  COMPTOIR_DEMO: '0 or 1',
  COMPTOIR_LOG: 'debug, info, warn, error or silent',
}

/** Reads and checks all settings. Throws StartRefused with one sentence per fault, all of them at once. */
export function readSettings(env: NodeJS.ProcessEnv): Settings {
  const given = { ...env }
  const faults: string[] = []
  for (const name of SECRETS) {
    const path = given[`${name}_FILE`]
    if (!path) continue
    try {
      given[name] = readFileSync(path, 'utf8').trim()
    } catch {
      faults.push(`${name}_FILE names ${path}, which cannot be read.`)
    }
  }
  const parsed = Environment.safeParse(given)
  for (const issue of parsed.error?.issues ?? []) {
    const name = String(issue.path[0])
    faults.push(`${name} must be ${WANTED[name] ?? 'a text'}.`)
  }
  if (!parsed.success || faults.length > 0) throw new StartRefused([...new Set(faults)].join('\n'))

  const e = parsed.data
  return {
    port: e.PORT,
    url: (e.COMPTOIR_URL ?? `http://localhost:${e.PORT}`).replace(/\/+$/, ''),
    dataDir: resolve(e.COMPTOIR_DATA),
    databaseUrl: e.DATABASE_URL ?? null,
    directUrl: e.DATABASE_URL_DIRECT ?? null,
    smtpUrl: e.SMTP_URL ?? null,
    mailFrom: e.COMPTOIR_MAIL_FROM ?? 'Comptoir <comptoir@localhost>',
    allowOrigins: e.COMPTOIR_ALLOW_ORIGINS.map((origin) => new URL(origin).origin),
    demo: e.COMPTOIR_DEMO ? e.COMPTOIR_DEMO === '1' : e.DATABASE_URL === undefined,
    chromiumPath: e.CHROMIUM_PATH ?? null,
    simulator: e.COMPTOIR_SIMULATOR ? resolve(e.COMPTOIR_SIMULATOR) : null,
    masterKey: e.COMPTOIR_MASTER_KEY ?? null,
    trustProxy: e.COMPTOIR_TRUST_PROXY ?? false,
    logLevel: e.COMPTOIR_LOG,
  }
}
