import { Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { inForm } from '../../components/form-field.ts'
import { TextField } from '../../components/text-field.tsx'
import { auth } from '../../data/auth.ts'
import { m } from '../../words.ts'
import { refusalSentence } from './auth-refusal.ts'
import { Door } from './door.tsx'
import { reach } from './sign-in-form.tsx'

export default function ForgotPage() {
  const [sentTo, setSentTo] = useState<string | null>(null)
  const { control, handleSubmit, setError, formState } = useForm({ defaultValues: { email: '' } })

  const submit = handleSubmit(async ({ email }) => {
    const { error } = await reach(async () => (await auth()).requestPasswordReset({ email }))
    if (error) setError('email', { message: refusalSentence(error) })
    else setSentTo(email)
  })

  return (
    <Door title={m['sign-in.forgot.title']()} lead={m['sign-in.forgot.what']()}>
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
              autoFocus
              {...inForm(field, fieldState)}
            />
          )}
        />
        <Button type="submit" kind="primary" size="big" busy={formState.isSubmitting}>
          {m['sign-in.forgot.go']()}
        </Button>
        <div role="status" className="grid gap-2 text-13 text-ink-2 empty:hidden">
          {sentTo && (
            <>
              <p>{m['sign-in.forgot.sent']({ email: sentTo })}</p>
              <p>{m['sign-in.forgot.no-mail']({ command: 'pnpm comptoir reset-password' })}</p>
            </>
          )}
        </div>
        <Link to="/sign-in" className="text-13">
          {m['sign-in.back']()}
        </Link>
      </form>
    </Door>
  )
}
