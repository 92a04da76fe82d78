import { readFile } from 'node:fs/promises'
import { type Verdict, verifyText, type Where, type Why } from '@comptoir/domain/evidence'
import type { VerbInput } from '../verb.ts'

const WHY: Readonly<Record<Why, string>> = {
  'not-json': 'it is not JSON',
  'not-a-pack': 'it is not an evidence pack of version comptoir-evidence/1',
  rewritten: 'it was written anew by another program: its bytes are not those that were handed out',
  'record-changed': 'the record is not the one that its hash covers',
  'chain-broken': 'a record is missing, was added, or stands elsewhere',
  'out-of-order': 'the record is earlier than the one before it',
  'content-changed': 'the content is not the one that was approved under this hash',
  'checkpoint-changed': 'the checkpoint is not the one that its hash covers',
  'checkpoints-broken': 'a checkpoint is missing or stands elsewhere',
  'not-in-checkpoint': 'its day was closed without it: it was added to the database later',
  'history-changed':
    'the records up to this day are not those that the day was closed with: history was rewritten in the database',
  'file-changed': 'something beside the records was changed: a name, a title, or the hash over the file',
}

/** Checks an evidence pack: nothing is asked of a database or a network. */
export async function verify({ args, say }: VerbInput): Promise<boolean> {
  const asJson = args.includes('--json')
  const kept = args.find((one) => one.startsWith('--checkpoint='))?.slice('--checkpoint='.length)
  const files = args.filter((one) => !one.startsWith('--'))
  const [file] = files
  if (!file || files.length > 1) {
    say('Which file? pnpm comptoir verify FILE [--json] [--checkpoint=HASH]')
    return false
  }
  const text = await readText(file)
  if (text === null) {
    say(asJson ? JSON.stringify({ kind: 'unreadable', file }) : `${file} cannot be read.`)
    return false
  }
  const verdict = await verifyText(text)
  const known = kept === undefined || (verdict.kind === 'intact' && holdsCheckpoint(text, kept))
  if (asJson)
    say(JSON.stringify(kept === undefined ? verdict : { ...verdict, checkpoint: { hash: kept, found: known } }))
  else tell(verdict, kept, known, say)
  return verdict.kind === 'intact' && known
}

/** The file's characters; bytes that are none are not read as something else. */
async function readText(file: string): Promise<string | null> {
  let bytes: Buffer
  try {
    bytes = await readFile(file)
  } catch (error) {
    if (error instanceof Error && 'code' in error) return null
    throw error
  }
  // What is not UTF-8 becomes a mark that no hash was made over.
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes)
}

/** A hash that was kept elsewhere (the worker's log, an older pack) is among the checkpoints of an intact file. */
function holdsCheckpoint(text: string, hash: string): boolean {
  const { checkpoints } = JSON.parse(text) as { checkpoints: { hash: string }[] }
  return checkpoints.some((one) => one.hash === hash)
}

function tell(verdict: Verdict, kept: string | undefined, known: boolean, say: (line: string) => void): void {
  if (verdict.kind === 'broken') {
    say(`BROKEN ${placeOf(verdict.where)}: ${WHY[verdict.why]}.`)
    return
  }
  const { covers } = verdict
  say(`INTACT: "${covers.title}" (${covers.postId}), ${covers.agency}`)
  if (covers.from && covers.until) say(`  from       ${covers.from} to ${covers.until}`)
  say(
    `  records    ${covers.records}: ${covers.revisions} versions, ${covers.approvals} approvals, ${covers.calls} calls for ${covers.deliveries} deliveries`,
  )
  say(`  contents   ${covers.contents} approved contents in full, each under its hash`)
  say(
    covers.latest
      ? `  closed     ${covers.sealed} of ${covers.records} records, by ${covers.checkpoints} daily checkpoints; the latest is of ${covers.latest.day}, taken ${covers.latest.takenAt}:\n             ${covers.latest.hash}`
      : '  closed     none yet: no daily checkpoint covers these records',
  )
  if (kept !== undefined)
    say(known ? '  kept hash  is one of its checkpoints' : `NOT FOUND: the checkpoint ${kept} is not in this file.`)
}

function placeOf(where: Where): string {
  switch (where.in) {
    case 'record':
      return `at record ${where.seq}`
    case 'content':
      return `at the content ${where.hash}`
    case 'checkpoint':
      return `at the checkpoint of ${where.day}`
    default:
      return where.path === null ? 'as a file' : `as a file, at ${where.path}`
  }
}
