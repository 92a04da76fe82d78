import { useRef, type ReactNode } from 'react'
import { useDrop } from 'react-aria/useDrop'
import { DRAGGED } from './calendar-card.tsx'

interface Props {
  label: string
  /** `y`: pixels below the top of this day. */
  onDropped: (postId: string, y: number) => void
  className?: string
  style?: { height: number }
  children: ReactNode
}

/** A day that takes posts. */
export function DropDay({ label, onDropped, className = '', style, children }: Props) {
  const ref = useRef<HTMLDivElement>(null)
  const { dropProps, isDropTarget } = useDrop({
    ref,
    getDropOperation: (types) => (types.has(DRAGGED) ? 'move' : 'cancel'),
    onDrop: ({ items, y }) => {
      const [item] = items
      if (item?.kind === 'text' && item.types.has(DRAGGED))
        void item.getText(DRAGGED).then((postId) => onDropped(postId, y))
    },
  })
  return (
    <div
      {...dropProps}
      ref={ref}
      role="group"
      aria-label={label}
      style={style}
      className={`${className} ${isDropTarget ? 'bg-selected' : ''}`}
    >
      {children}
    </div>
  )
}
