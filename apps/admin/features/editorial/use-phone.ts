import { useSyncExternalStore } from 'react'

const phone = () => matchMedia('(max-width: 720px)')

function subscribe(listener: () => void) {
  const query = phone()
  query.addEventListener('change', listener)
  return () => query.removeEventListener('change', listener)
}

/** Where one column of hours is all that fits: what is laid out by arithmetic has to know. */
export const usePhone = (): boolean => useSyncExternalStore(subscribe, () => phone().matches)
