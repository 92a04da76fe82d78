import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { inForm } from '../../components/form-field.ts'
import { TextField } from '../../components/text-field.tsx'
import { auth } from '../../data/auth.ts'
import { m } from '../../words.ts'
import { refusalSentence } from './auth-refusal.ts'

interface Props {
  email?: string
  onSignedIn: () => void | Promise<void>
}

/** Address and password, or a link by mail. Also laid over a page whose session ended. */
export function SignInForm({ email = '', onSignedIn }: Props) {
  const [mailedTo, setMailedTo] = useState<string | null>(null)
  const form = useForm({ defaultValues: { email, password: '' } })
  const { control, handleSubmit, setError, trigger, getValues, formState } = form

  const submit = handleSubmit(async (values) => {
    const { error } = await reach(async () => (await auth()).signIn.email(values))
    if (error) setError('root', { message: refusalSentence(error) })
    else await onSignedIn()
  })

  async function mailLink() {
    if (!(await trigger('email', { shouldFocus: true }))) return
    const address = getValues('email')
    const { error } = await reach(async () => (await auth()).signIn.magicLink({ email: address }))
    if (error) setError('root', { message: refusalSentence(error) })
    else setMailedTo(address)
  }

  return (
    <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
      <Controller
        control={control}
        name="email"
        rules={{
          required: m['sign-in.needs-email'](),
          pattern: { value: /.+@.+/, message: m['sign-in.needs-email']() },
        }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['sign-in.email']()}
            type="email"
            autoComplete="username"
            autoFocus={email === ''}
            {...inForm(field, fieldState)}
          />
        )}
      />
      <Controller
        control={control}
        name="password"
        rules={{ required: m['sign-in.needs-password']() }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['sign-in.password']()}
            type="password"
            autoComplete="current-password"
            autoFocus={email !== ''}
            {...inForm(field, fieldState)}
          />
        )}
      />
      {formState.errors.root && (
        <p role="alert" className="text-13 text-failed">
          {formState.errors.root.message}
        </p>
      )}
      <Button type="submit" kind="primary" size="big" busy={formState.isSubmitting}>
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
