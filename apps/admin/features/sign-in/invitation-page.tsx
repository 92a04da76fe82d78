import { useQuery } from '@tanstack/react-query'
import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { inForm } from '../../components/form-field.ts'
import { Skeleton } from '../../components/skeleton.tsx'
import { TextField } from '../../components/text-field.tsx'
import { auth } from '../../data/auth.ts'
import { showOnFields } from '../../data/errors.ts'
import { refreshSession } from '../../data/session.ts'
import { trpc, trpcClient } from '../../data/trpc.ts'
import { setLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import { DeadLink } from './dead-link.tsx'
import { Door } from './door.tsx'
import { NewPasswordField } from './password-field.tsx'
import { roleWord } from './role-word.ts'
import { ownZone } from './zones.ts'

const route = getRouteApi('/invitation')

/** Opening the page uses nothing up; only the button seats the person. */
export default function InvitationPage() {
  const { token = '' } = route.useSearch()
  const router = useRouter()
  const [used, setUsed] = useState(false)
  const { data: invitation } = useQuery(
    trpc.agency.invitation.queryOptions({ token }, { enabled: token !== '', staleTime: Infinity }),
  )
  const open = invitation?.kind === 'open' ? invitation : null
  const { control, handleSubmit, setError, setValue, formState } = useForm({
    defaultValues: { name: '', password: '' },
  })

  useEffect(() => {
    if (!open) return
    setLanguage(open.language)
    if (open.name) setValue('name', open.name)
  }, [open, setValue])

  const submit = handleSubmit(async ({ name, password }) => {
    try {
      const outcome = await trpcClient.agency.acceptInvitation.mutate({ token, name, password, zone: ownZone() })
      if (outcome.kind === 'refused') {
        if (outcome.why === 'wrong-password')
          return setError('password', { message: m['sign-in.wrong']() }, { shouldFocus: true })
        return setUsed(true)
      }
      await (await auth()).signIn.email({ email: outcome.email, password })
      await refreshSession()
      await router.navigate({ to: '/', replace: true })
    } catch (error) {
      showOnFields(error, setError)
    }
  })

  if (token === '' || used || invitation?.kind === 'refused') {
    return (
      <Door title={m['sign-in.title']()}>
        <DeadLink title={m['sign-in.invitation.dead']()} what={m['sign-in.invitation.dead.what']()} />
      </Door>
    )
  }
  if (!open) {
    return (
      <Door title={<Skeleton width={240} height={26} />}>
        <Skeleton width="100%" height={120} />
      </Door>
    )
  }
  return (
    <Door
      title={m['sign-in.invitation.title']({ agency: open.agencyName })}
      lead={m['sign-in.invitation.what']({ role: roleWord(open.role), email: open.email })}
    >
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <Controller
          control={control}
          name="name"
          rules={{ required: m['sign-in.set-up.name.needed']() }}
          render={({ field, fieldState }) => (
            <TextField
              label={m['sign-in.set-up.name']()}
              autoComplete="name"
              autoFocus
              {...inForm(field, fieldState)}
            />
          )}
        />
        <NewPasswordField control={control} name="password" />
        <p className="text-13 text-ink-2">{m['sign-in.invitation.known']()}</p>
        {formState.errors.root && (
          <p role="alert" className="text-13 text-failed">
            {formState.errors.root.message}
          </p>
        )}
        <Button type="submit" kind="primary" size="big" busy={formState.isSubmitting}>
          {m['sign-in.invitation.go']()}
        </Button>
      </form>
    </Door>
  )
}
