import { useEffect, useState, type RefObject } from 'react'

/** The name of the field in which figures go: the one that was last written or clicked in, not one that Tab only passed. */
export function useAim(fields: RefObject<HTMLElement | null>): string {
  const [aim, setAim] = useState('headline')
  useEffect(() => {
    const node = fields.current
    if (!node) return
    const take = (event: Event) => {
      const { target } = event
      if (event instanceof KeyboardEvent && (event.key === 'Tab' || event.key === 'Shift')) return
      if (!(target instanceof HTMLTextAreaElement || target instanceof HTMLInputElement)) return
      if (target.name !== '') setAim(target.name)
    }
    node.addEventListener('pointerdown', take)
    node.addEventListener('keydown', take)
    return () => {
      node.removeEventListener('pointerdown', take)
      node.removeEventListener('keydown', take)
    }
  }, [fields])
  return aim
}
