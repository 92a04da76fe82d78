import type { AnyRouter } from '@tanstack/react-router'
import { Keyboard, LogOut, Search, Undo2 } from 'lucide-react'
import { m } from '../words.ts'
import { registerCommands } from './commands.ts'
import { openLayer } from './layers.ts'
import { railEntries } from './registry.ts'
import { undoLatest } from './toasts.ts'

let done = false

/** The commands that are there on every page: find, keys, undo, sign out, and one per page of the rail. */
export function registerFrameCommands(router: AnyRouter): void {
  if (done) return
  done = true
  const everywhere = () => m['frame.keys.everywhere']()
  const pages = () => m['frame.keys.pages']()
  registerCommands([
    {
      id: 'frame.find',
      label: () => m['frame.find'](),
      keys: 'mod+k',
      group: everywhere,
      icon: Search,
      run: () => openLayer('palette'),
    },
    {
      id: 'frame.keys',
      label: () => m['frame.keys'](),
      keys: '?',
      group: everywhere,
      icon: Keyboard,
      run: () => openLayer('keys'),
    },
    { id: 'frame.undo', label: () => m['frame.undo'](), keys: 'z', group: everywhere, icon: Undo2, run: undoLatest },
    ...railEntries().map((entry) => ({
      id: `frame.go ${entry.to}`,
      label: entry.label,
      group: pages,
      icon: entry.icon,
      ...(entry.keys ? { keys: entry.keys } : {}),
      ...(entry.permission ? { permission: entry.permission } : {}),
      run: () => void router.navigate({ href: entry.to }),
    })),
    {
      id: 'frame.sign-out',
      label: () => m['frame.sign-out'](),
      group: everywhere,
      icon: LogOut,
      run: () => void import('./sign-out.ts').then(({ signOut }) => signOut()),
    },
  ])
}
