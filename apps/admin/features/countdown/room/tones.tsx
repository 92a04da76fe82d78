import { useEffect, useRef } from 'react'
import { clockSeconds } from '../../../components/t0-clock.tsx'
import type { NextT0 } from '../../../frame/feature.ts'
import { useSecond } from '../../../frame/now.ts'

/** The clock is heard ten minutes before, and at T-0. */
const MARKS = [-600, 0] as const
const CHANGE = [660, 880]
const TEN_MINUTES = [880, 880]
const ZERO = [880, 1175, 1568]

let context: AudioContext | undefined

/** False where the browser makes no sound. */
export const canSound = (): boolean => 'AudioContext' in window

/** Called by the press that switches sound on: browsers want a hand for it. It is heard at once. */
export function openSound(): void {
  wakeSound()
  play(CHANGE)
}

/** Makes ready to sound, without sounding. */
export function wakeSound(): void {
  context ??= new AudioContext()
  void context.resume()
}

/** Short notes one after the other, without a click at either end. */
function play(notes: readonly number[]): void {
  if (!context) return
  const { currentTime, destination } = context
  for (const [i, pitch] of notes.entries()) {
    const start = currentTime + i * 0.16
    const [voice, gain] = [context.createOscillator(), context.createGain()]
    voice.frequency.value = pitch
    gain.gain.setValueAtTime(0, start)
    gain.gain.linearRampToValueAtTime(0.2, start + 0.015)
    gain.gain.exponentialRampToValueAtTime(0.0001, start + 0.15)
    voice.connect(gain).connect(destination)
    voice.start(start)
    voice.stop(start + 0.16)
  }
}

type Heard = Pick<NextT0, 'state' | 'at' | 'frozen'>

/** Drawn only while sound is on: a tone when the state or T-0 changes, and at the marks of the clock. */
export function Tones({ clock }: { clock: Heard }) {
  const seconds = clockSeconds(clock, useSecond())
  const now = `${clock.state} ${clock.at ?? ''}`
  const before = useRef({ now, seconds })
  useEffect(() => {
    const last = before.current
    before.current = { now, seconds }
    if (last.now !== now) return play(CHANGE)
    if (seconds === null || last.seconds === null || clock.state === 'launched') return
    // A page that slept through a mark does not sound it late.
    const mark = MARKS.find((one) => last.seconds! < one && seconds >= one && seconds - one < 3)
    if (mark !== undefined) play(mark === 0 ? ZERO : TEN_MINUTES)
  }, [now, seconds, clock.state])
  return null
}
