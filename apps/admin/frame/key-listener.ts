import { useEffect } from 'react'
import { currentCommands } from './commands.ts'
import { PAIR_MS, matchKey, nameOfKey } from './keys.ts'

const OFF_AT = 'comptoir.keys-off'
const WRITABLE =
  'input:not([type=checkbox], [type=radio], [type=button]), textarea, select, [contenteditable=true], [role=textbox], [role=combobox], [role=spinbutton]'

/** Single keys can be switched off (a voice or a cat may press them); those with Ctrl stay. */
export function keysAreOff(): boolean {
  return localStorage.getItem(OFF_AT) === 'yes'
}

export function switchKeys(on: boolean): void {
  if (on) localStorage.removeItem(OFF_AT)
  else localStorage.setItem(OFF_AT, 'yes')
}

/** Listens for the whole app. */
export function useKeyListener(may: (permission: string) => boolean): void {
  useEffect(() => {
    let pending = ''
    let timer: ReturnType<typeof setTimeout> | undefined

    function onKeyDown(event: KeyboardEvent) {
      if (event.defaultPrevented || event.repeat) return
      const target = event.target instanceof Element ? event.target : null
      const name = nameOfKey({
        key: event.key,
        ctrlKey: event.ctrlKey,
        metaKey: event.metaKey,
        altKey: event.altKey,
        isComposing: event.isComposing,
        inField: target?.closest(WRITABLE) !== null && target !== null,
      })
      if (name === null || (keysAreOff() && !name.startsWith('mod+'))) return
      const allowed = currentCommands().filter((command) => !command.permission || may(command.permission))
      const match = matchKey(allowed, pending, name)
      clearTimeout(timer)
      pending = ''
      if (match.kind === 'wait') {
        pending = match.pending
        timer = setTimeout(() => (pending = ''), PAIR_MS)
      } else if (match.kind === 'run') {
        event.preventDefault()
        match.command.run()
      }
    }

    document.addEventListener('keydown', onKeyDown)
    return () => {
      clearTimeout(timer)
      document.removeEventListener('keydown', onKeyDown)
    }
  }, [may])
}
