import { useState, type ReactNode } from 'react'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { m } from '../../words.ts'

interface FormProps {
  busy: boolean
  label: string
  back: () => void
  send: () => void
  children: ReactNode
}

/** A form in the panel's foot: what is sent, and the way back. */
export function ActForm({ busy, label, back, send, children }: FormProps) {
  return (
    <form
      className="grid w-full gap-2.5"
      onSubmit={(event) => {
        event.preventDefault()
        if (!busy) send()
      }}
    >
      {children}
      <div className="flex gap-2.5">
        <Button type="submit" kind="primary" busy={busy}>
          {label}
        </Button>
        <Button onPress={back}>{m['publishing.act.keep']()}</Button>
      </div>
    </form>
  )
}

interface AddressProps {
  label: string
  field?: string
  busy: boolean
  send: (permalink: string) => void
  back: () => void
}

/** Asks where a post can be seen. */
export function AddressForm({ label, field, busy, send, back }: AddressProps) {
  const [permalink, setPermalink] = useState('')
  return (
    <ActForm busy={busy} label={label} back={back} send={() => send(permalink.trim())}>
      <TextField
        label={field ?? m['publishing.act.there-label']()}
        type="url"
        inputMode="url"
        placeholder="https://"
        autoFocus
        isRequired
        value={permalink}
        onChange={setPermalink}
      />
    </ActForm>
  )
}
