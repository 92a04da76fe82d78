import { useLayoutEffect, useState } from 'react'
import { currentTheme } from '../../../frame/theme.ts'

const KEPT_AT = 'comptoir.room'

/** The room is dark whatever the house wears, until somebody lights this screen. What floats above the page follows it. */
export function useRoomTheme(): { theme: 'dark' | 'light'; turn: () => void } {
  const [theme, setTheme] = useState<'dark' | 'light'>(() =>
    localStorage.getItem(KEPT_AT) === 'light' ? 'light' : 'dark',
  )
  useLayoutEffect(() => {
    const { dataset } = document.documentElement
    dataset['theme'] = theme
    return () => {
      const own = currentTheme()
      if (own === 'system') delete dataset['theme']
      else dataset['theme'] = own
    }
  }, [theme])
  const turn = () => {
    const next = theme === 'dark' ? 'light' : 'dark'
    localStorage.setItem(KEPT_AT, next)
    setTheme(next)
  }
  return { theme, turn }
}
