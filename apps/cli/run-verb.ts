import { StartRefused } from '@comptoir/db'
import type { Say } from './house.ts'
import { backup } from './verbs/backup.ts'
import { doctor } from './verbs/doctor.ts'
import { keys } from './verbs/keys.ts'
import { resetPassword } from './verbs/reset-password.ts'
import { restore } from './verbs/restore.ts'
import { restored } from './verbs/restored.ts'
import { upgradeVerb } from './verbs/upgrade.ts'
import { verify } from './verbs/verify.ts'
import type { Verb } from './verb.ts'

export const VERBS: Readonly<Record<string, Verb>> = {
  upgrade: { usage: 'upgrade', what: 'bring the database to this version (start does it too)', run: upgradeVerb },
  doctor: {
    usage: 'doctor',
    what: 'look at settings, keys, database, roles and disk, and say what is wrong',
    run: doctor,
  },
  'reset-password': {
    usage: 'reset-password EMAIL',
    what: 'print a link by which a person chooses a new password',
    run: resetPassword,
  },
  keys: {
    usage: 'keys [list|rotate]',
    what: 'the master keys: which seals how much, or a fresh one for all',
    run: keys,
  },
  backup: {
    usage: 'backup FILE',
    what: 'the embedded database and the media in one locked file, while the house runs',
    run: backup,
  },
  restore: {
    usage: 'restore FILE',
    what: 'bring a backup back; nothing is published before it was read back',
    run: restore,
  },
  restored: {
    usage: 'restored [--moved]',
    what: 'say that the database came back from a backup, or that the house only moved',
    run: restored,
  },
  verify: {
    usage: 'verify FILE',
    what: 'check the evidence of a post, from its file alone',
    run: verify,
  },
}

function help(verbs: Readonly<Record<string, Verb>>): string {
  const lines = Object.values(verbs).map(({ usage, what }) => `  ${usage.padEnd(24)} ${what}`)
  return [
    'pnpm comptoir VERB',
    '',
    ...lines,
    '',
    'Settings come from the environment, as for `pnpm start`: docs/operating.md lists them.',
  ].join('\n')
}

/** Runs one verb. `more` are the verbs that a floor above adds. Resolves to the exit code. */
export async function runVerb(
  argv: readonly string[],
  env: NodeJS.ProcessEnv,
  say: Say,
  more: Readonly<Record<string, Verb>> = {},
): Promise<number> {
  const verbs = { ...VERBS, ...more }
  const [name = 'help', ...args] = argv
  if (['help', '--help', '-h'].includes(name)) {
    say(help(verbs))
    return 0
  }
  const verb = verbs[name]
  if (!verb) {
    say(`There is no verb "${name}".\n\n${help(verbs)}`)
    return 1
  }
  try {
    return (await verb.run({ args, env, say })) ? 0 : 1
  } catch (error) {
    if (!(error instanceof StartRefused)) throw error
    say(error.message)
    return 1
  }
}
