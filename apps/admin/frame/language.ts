import { useSyncExternalStore } from 'react'
import { overwriteGetLocale } from '../paraglide/runtime.js'
import type { Language } from '../format/index.ts'

const KEPT_AT = 'comptoir.language'
/** Who chose it here: another person in the same browser gets their own. */
const CHOSEN_BY = 'comptoir.language.by'
const listeners = new Set<() => void>()

function first(): Language {
  const kept = localStorage.getItem(KEPT_AT)
  if (kept === 'fr' || kept === 'en') return kept
  return document.documentElement.lang === 'fr' ? 'fr' : 'en'
}

let current: Language = 'en'

/** Called once before the first paint. */
export function startLanguage(): void {
  current = first()
  overwriteGetLocale(() => current)
  document.documentElement.lang = current
}

export function currentLanguage(): Language {
  return current
}

/** Every page says its words again in the new language; nothing is reloaded and what was typed stays. */
export function setLanguage(language: Language): void {
  if (language === current) return
  current = language
  localStorage.setItem(KEPT_AT, language)
  document.documentElement.lang = language
  for (const listener of listeners) listener()
}

/** The person's own choice in this browser. */
export function rememberChoice(userId: string): void {
  localStorage.setItem(CHOSEN_BY, userId)
}

/** The language that the person works in, unless they chose another one in this browser. */
export function adoptLanguage(userId: string, language: string): void {
  if (localStorage.getItem(CHOSEN_BY) === userId) return
  if (language === 'fr' || language === 'en') setLanguage(language)
}

function subscribe(listener: () => void) {
  listeners.add(listener)
  return () => listeners.delete(listener)
}

/** Subscribes the component to the language, so that it renders anew when the person changes it. */
export function useLanguage(): Language {
  return useSyncExternalStore(subscribe, currentLanguage)
}
