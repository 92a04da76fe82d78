import { createContext, use } from 'react'

export const InspectorSlot = createContext<HTMLElement | null>(null)

/** Where the inspector of the page in front is drawn: beside the page, never over it. */
export function useInspectorSlot(): HTMLElement | null {
  return use(InspectorSlot)
}
