import type { ReactNode } from 'react'

/** What is said before a thing that cannot be undone. */
export interface Consequence {
  /** The consequence, in numbers: "Cancel 14 posts to 4 channels". */
  title: string
  /** What happens and what is kept. */
  children?: ReactNode
  /** On the button that does it: "Cancel 14 posts". */
  confirm: string
  /** On the safe one beside it: "Keep them". */
  keep?: string
  /** May answer a promise: the dialog waits for it, and stays open when it fails. */
  onConfirm: () => unknown
  danger?: boolean
}
