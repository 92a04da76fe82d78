import { Copy } from 'lucide-react'
import { m } from '../words.ts'
import { copyText } from '../frame/copy-text.ts'
import { showToast } from '../frame/toasts.ts'
import { Button } from './button.tsx'
import { TextField } from './text-field.tsx'

interface Props {
  label: string
  value: string
  hint?: string
}

/** A text that is taken elsewhere: a link, an address. Selected whole when it is touched, copied by the button. */
export function CopyField({ label, value, hint }: Props) {
  const copy = async () => showToast((await copyText(value)) ? m['parts.copied']() : m['parts.copy.failed']())
  return (
    <TextField
      label={label}
      value={value}
      isReadOnly
      spellCheck={false}
      {...(hint ? { hint } : {})}
      after={
        <Button onPress={() => void copy()}>
          <Copy size={14} strokeWidth={2} />
          {m['parts.copy']()}
        </Button>
      }
    />
  )
}
