import { Link } from '@tanstack/react-router'
import { useRef, useState, type FormEvent } from 'react'
import { Button } from '../../components/button.tsx'
import { TextField } from '../../components/text-field.tsx'
import { auth } from '../../data/auth.ts'
import { m } from '../../words.ts'
import { refusalSentence } from './auth-refusal.ts'

interface Props {
  email?: string
  onSignedIn: () => void | Promise<void>
}

type Faults = Partial<Record<'email' | 'password' | 'whole', string>>

// By hand, without react-hook-form: this is the first screen of whoever is signed out, and two fields need no library.
/** Address and password, or a link by mail. Also laid over a page whose session ended. */
export function SignInForm({ email: known = '', onSignedIn }: Props) {
  const [email, setEmail] = useState(known)
  const [password, setPassword] = useState('')
  const [faults, setFaults] = useState<Faults>({})
  const [busy, setBusy] = useState(false)
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const emailBox = useRef<HTMLInputElement>(null)
  const passwordBox = useRef<HTMLInputElement>(null)

  function check(withPassword: boolean): boolean {
    const found: Faults = {}
    if (!/.+@.+/.test(email)) found.email = m['sign-in.needs-email']()
    if (withPassword && password === '') found.password = m['sign-in.needs-password']()
    setFaults(found)
    if (found.email) emailBox.current?.focus()
    else if (found.password) passwordBox.current?.focus()
    return !found.email && !found.password
  }

  async function submit(event: FormEvent) {
    event.preventDefault()
    if (busy || !check(true)) return
    setBusy(true)
    const { error } = await reach(async () => (await auth()).signIn.email({ email, password }))
    if (error) setFaults({ whole: refusalSentence(error) })
    else await onSignedIn()
    setBusy(false)
  }

  async function mailLink() {
    if (!check(false)) return
    const { error } = await reach(async () => (await auth()).signIn.magicLink({ email }))
    if (error) setFaults({ whole: refusalSentence(error) })
    else setMailedTo(email)
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      <TextField
        label={m['sign-in.email']()}
        type="email"
        name="email"
        autoComplete="username"
        autoFocus={known === ''}
        inputRef={emailBox}
        value={email}
        onChange={setEmail}
        error={faults.email}
      />
      <TextField
        label={m['sign-in.password']()}
        type="password"
        name="password"
        autoComplete="current-password"
        autoFocus={known !== ''}
        inputRef={passwordBox}
        value={password}
        onChange={setPassword}
        error={faults.password}
      />
      {faults.whole && (
        <p role="alert" className="text-13 text-failed">
          {faults.whole}
        </p>
      )}
      <Button type="submit" kind="primary" size="big" busy={busy}>
        {m['sign-in.go']()}
      </Button>
      <div className="flex flex-wrap justify-between gap-x-4 gap-y-2 text-13">
        <button
          type="button"
          onClick={() => void mailLink()}
          className="underline decoration-strong underline-offset-3"
        >
          {m['sign-in.by-mail']()}
        </button>
        <Link to="/forgot-password">{m['sign-in.forgot']()}</Link>
      </div>
      <p role="status" className="text-13 text-ink-2 empty:hidden">
        {mailedTo && m['sign-in.by-mail.sent']({ email: mailedTo })}
      </p>
    </form>
  )
}

/** A request that nobody answered is a refusal of its own kind, not an exception. */
export async function reach<Answer extends { error: { status: number; code?: string | undefined } | null }>(
  ask: () => Promise<Answer>,
): Promise<Answer | { data: null; error: { status: number; code?: string | undefined } }> {
  try {
    return await ask()
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    return { data: null, error: { status: 0 } }
  }
}
