import { useEffect, useState } from 'react'
import { openSound, wakeSound } from './tones.tsx'

const KEPT_AT = 'comptoir.room.sound'

/** Off until somebody switches it on; this browser remembers. A page opened with it on is silent until its first touch: browsers want a hand. */
export function useSound(): { sound: boolean; turn: () => void } {
  const [sound, setSound] = useState(() => localStorage.getItem(KEPT_AT) === 'on')
  useEffect(() => {
    if (!sound) return
    addEventListener('pointerdown', wakeSound)
    addEventListener('keydown', wakeSound)
    return () => {
      removeEventListener('pointerdown', wakeSound)
      removeEventListener('keydown', wakeSound)
    }
  }, [sound])
  const turn = () => {
    if (sound) localStorage.removeItem(KEPT_AT)
    else {
      localStorage.setItem(KEPT_AT, 'on')
      openSound()
    }
    setSound(!sound)
  }
  return { sound, turn }
}
