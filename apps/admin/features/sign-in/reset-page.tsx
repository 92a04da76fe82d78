import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button, buttonClass } from '../../components/button.tsx'
import { auth } from '../../data/auth.ts'
import { m } from '../../words.ts'
import { refusalSentence } from './auth-refusal.ts'
import { DeadLink } from './dead-link.tsx'
import { Door } from './door.tsx'
import { NewPasswordField } from './password-field.tsx'
import { reach } from './sign-in-form.tsx'

const route = getRouteApi('/reset-password')

export default function ResetPage() {
  const { token } = route.useSearch()
  const [dead, setDead] = useState(token === undefined)
  const [done, setDone] = useState(false)
  const { control, handleSubmit, setError, formState } = useForm({ defaultValues: { password: '' } })

  const submit = handleSubmit(async ({ password }) => {
    const { error } = await reach(async () =>
      (await auth()).resetPassword({ newPassword: password, token: token ?? '' }),
    )
    if (error?.status === 400) setDead(true)
    else if (error) setError('password', { message: refusalSentence(error) })
    else setDone(true)
  })

  return (
    <Door title={m['sign-in.reset.title']()}>
      {dead ? (
        <DeadLink />
      ) : done ? (
        <div className="grid gap-4">
          <p role="status">{m['sign-in.reset.done']()}</p>
          <Link to="/sign-in" replace className={buttonClass('primary', 'big')}>
            {m['sign-in.go']()}
          </Link>
        </div>
      ) : (
        <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
          <NewPasswordField control={control} name="password" />
          <Button type="submit" kind="primary" size="big" busy={formState.isSubmitting}>
            {m['sign-in.reset.go']()}
          </Button>
        </form>
      )}
    </Door>
  )
}
