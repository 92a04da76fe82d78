import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { auth } from '../../data/auth.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { refusalSentence } from './auth-refusal.ts'
import { DeadLink } from './dead-link.tsx'
import { Door } from './door.tsx'
import { NewPasswordField } from './password-field.tsx'
import { reach } from './sign-in-form.tsx'

const route = getRouteApi('/reset-password')

export default function ResetPage() {
  const { token } = route.useSearch()
  const router = useRouter()
  const [dead, setDead] = useState(token === undefined)
  const { control, handleSubmit, setError, formState } = useForm({ defaultValues: { password: '' } })

  const submit = handleSubmit(async ({ password }) => {
    const { error } = await reach(async () =>
      (await auth()).resetPassword({ newPassword: password, token: token ?? '' }),
    )
    if (error?.status === 400) setDead(true)
    else if (error) setError('password', { message: refusalSentence(error) })
    else {
      showToast(m['sign-in.reset.done']())
      await router.navigate({ to: '/sign-in', replace: true })
    }
  })

  return (
    <Door title={m['sign-in.reset.title']()}>
      {dead ? (
        <DeadLink />
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
