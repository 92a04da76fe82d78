import { Upload } from 'lucide-react'
import type { ComponentType, ReactNode } from 'react'
import { DropZone } from 'react-aria-components/DropZone'
import { FileTrigger } from 'react-aria-components/FileTrigger'
import { Text } from 'react-aria-components/Text'
import { TriggerButton } from './trigger-button.tsx'

interface Props {
  /** "Drop a picture here". */
  label: string
  /** What is taken: types and size. */
  hint?: ReactNode
  /** On the button beside: "Choose a file". */
  choose: string
  /** Types or endings: ['image/jpeg'], ['.csv']. The server looks again at the bytes. */
  accept?: readonly string[]
  multiple?: boolean
  onFiles: (files: File[]) => void
  error?: ReactNode
  icon?: ComponentType<{ size?: number | string; strokeWidth?: number | string; className?: string }>
  busy?: boolean
}

/** Takes files by drop, by paste, or by a button. */
export function FileDrop({
  label,
  hint,
  choose,
  accept,
  multiple = false,
  onFiles,
  error,
  icon: Icon = Upload,
  busy = false,
}: Props) {
  const take = (files: File[]) => files.length > 0 && onFiles(multiple ? files : files.slice(0, 1))
  return (
    <div>
      <DropZone
        onDrop={(event) => {
          const dropped = event.items.flatMap((item) => (item.kind === 'file' ? [item.getFile()] : []))
          void Promise.all(dropped).then(take)
        }}
        className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-3 border border-dashed px-4 py-4 outline-none drop-target:border-accent drop-target:bg-selected ${error ? 'border-failed' : 'border-strong'}`}
      >
        <Icon size={20} strokeWidth={1.75} className="shrink-0 text-ink-3" />
        <div className="min-w-0 flex-1">
          <Text slot="label" className="block text-13 font-medium">
            {label}
          </Text>
          {hint && <span className="block text-12 text-ink-3">{hint}</span>}
        </div>
        <FileTrigger
          {...(accept ? { acceptedFileTypes: accept } : {})}
          allowsMultiple={multiple}
          onSelect={(list) => take(list ? Array.from(list) : [])}
        >
          <TriggerButton isPending={busy}>{choose}</TriggerButton>
        </FileTrigger>
      </DropZone>
      {error && (
        <p role="alert" className="mt-1 text-12 text-failed">
          {error}
        </p>
      )}
    </div>
  )
}
