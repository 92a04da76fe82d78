import { m } from '../words.ts'
import { Button } from './button.tsx'
import { Inspector } from './inspector.tsx'
import { type StopLists, StopListsView } from './stop-lists.tsx'

/** The three lists of a stop, beside the page on which it was ordered. */
export function StopListsPanel({ title, lists, onClose }: { title: string; lists: StopLists; onClose: () => void }) {
  return (
    <Inspector
      title={title}
      width={560}
      onClose={onClose}
      footer={
        <>
          <span className="flex-1" />
          <Button kind="primary" onPress={onClose}>
            {m['frame.close']()}
          </Button>
        </>
      }
    >
      <StopListsView lists={lists} />
    </Inspector>
  )
}
