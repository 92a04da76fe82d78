import { useEffect, useState } from 'react'

/** Keeps the screen on while the room is in front, where the browser can; answers whether it does. */
export function useWakeLock(): boolean {
  const [held, setHeld] = useState(false)
  useEffect(() => {
    if (!('wakeLock' in navigator)) return
    let lock: WakeLockSentinel | undefined
    let left = false
    const take = () => {
      if (document.visibilityState !== 'visible') return
      navigator.wakeLock.request('screen').then(
        (sentinel) => {
          if (left) return void sentinel.release()
          lock = sentinel
          setHeld(true)
          // The browser lets go of it by itself when the page is hidden.
          sentinel.addEventListener('release', () => setHeld(false))
          return undefined
        },
        // Refused, by a low battery for instance: the word on the page goes out, which is all that can be said.
        () => setHeld(false),
      )
    }
    take()
    document.addEventListener('visibilitychange', take)
    return () => {
      left = true
      document.removeEventListener('visibilitychange', take)
      void lock?.release()
    }
  }, [])
  return held
}
