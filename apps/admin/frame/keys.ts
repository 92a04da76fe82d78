/** What of a keyboard event decides which command is meant. */
export interface KeyPress {
  key: string
  ctrlKey: boolean
  metaKey: boolean
  altKey: boolean
  isComposing: boolean
  /** True while the person writes in a field. */
  inField: boolean
}

/** How long the second key of a pair may be waited for. */
export const PAIR_MS = 1200

/** The key as commands name it, or null when it is none of ours: while composing, with Alt, or a plain key inside a field. */
export function nameOfKey(press: KeyPress): string | null {
  if (press.isComposing || press.altKey || press.key.length !== 1) return null
  const key = press.key.toLowerCase()
  if (press.ctrlKey || press.metaKey) return `mod+${key}`
  return press.inField ? null : key
}

export type Match<C> = { kind: 'run'; command: C } | { kind: 'wait'; pending: string } | { kind: 'none' }

/** Finds the command for a key after `pending` (the first key of a pair, or ''). */
export function matchKey<C extends { keys?: string }>(commands: readonly C[], pending: string, name: string): Match<C> {
  const typed = pending ? `${pending} ${name}` : name
  const command = commands.find((candidate) => candidate.keys === typed)
  if (command) return { kind: 'run', command }
  if (commands.some((candidate) => candidate.keys?.startsWith(`${typed} `))) return { kind: 'wait', pending: typed }
  // A pair that nobody knows: its second key may still mean something alone.
  return pending ? matchKey(commands, '', name) : { kind: 'none' }
}

/** "g t" as the caps that are pressed: ["G", "T"]; "mod+k" as ["Ctrl K"] or ["⌘ K"]. */
export function capsOf(keys: string, mac: boolean): string[] {
  return keys
    .split(' ')
    .map((key) => (key.startsWith('mod+') ? `${mac ? '⌘' : 'Ctrl'} ${key.slice(4).toUpperCase()}` : key.toUpperCase()))
}
