import { useEffect, useEffectEvent, useSyncExternalStore } from 'react'
import type { ComponentType } from 'react'

/** Something that can be done: in Ctrl-K by its words, by its keys, and listed under `?`. */
export interface Command {
  id: string
  label: () => string
  /** Heading under `?` and in Ctrl-K; features give their own name's. */
  group?: () => string
  /**
   * One key ("n"), or two in a row ("g t"), as the keyboard prints them: letters, digits and "?" only, so that AZERTY hides none.
   * "mod+k" is Ctrl or ⌘.
   */
  keys?: string
  permission?: string
  icon?: ComponentType<{ size?: number | string; strokeWidth?: number | string; className?: string }>
  run: () => void
}

let standing: readonly Command[] = []
let ofPages: readonly Command[] = []
let snapshot: readonly Command[] = []
const listeners = new Set<() => void>()

function changed() {
  // The page in front goes first: its key wins over the frame's.
  snapshot = [...ofPages, ...standing]
  for (const listener of listeners) listener()
}

/** Commands that are there on every page. */
export function registerCommands(commands: readonly Command[]): void {
  standing = [...standing, ...commands]
  changed()
}

export function currentCommands(): readonly Command[] {
  return snapshot
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

export function useAllCommands(): readonly Command[] {
  return useSyncExternalStore(subscribe, currentCommands)
}

/** Commands of the page in front, gone when it is left. They may close over the page's state: the newest is run. */
export function useCommands(commands: readonly Command[]): void {
  const run = useEffectEvent((id: string) => commands.find((command) => command.id === id)?.run())
  const shape = commands.map((command) => `${command.id} ${command.keys ?? ''}`).join('\n')
  const current = useEffectEvent(() => commands)
  useEffect(() => {
    const mine = current().map((command) => ({ ...command, run: () => run(command.id) }))
    ofPages = [...mine, ...ofPages]
    changed()
    return () => {
      ofPages = ofPages.filter((command) => !mine.includes(command))
      changed()
    }
  }, [shape])
}
