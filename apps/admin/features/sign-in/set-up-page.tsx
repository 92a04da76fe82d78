import { Link, useRouter } from '@tanstack/react-router'
import { useEffect, useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { inForm } from '../../components/form-field.ts'
import { LanguageField } from '../../components/language-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { auth } from '../../data/auth.ts'
import { showOnFields } from '../../data/errors.ts'
import { ensureSession, refreshSession } from '../../data/session.ts'
import { trpcClient } from '../../data/trpc.ts'
import type { Language } from '../../format/index.ts'
import { useLanguage } from '../../frame/language.ts'
import { m } from '../../words.ts'
import { Door } from './door.tsx'
import { NewPasswordField } from './password-field.tsx'
import { ZoneSelect } from './zone-select.tsx'
import { ownZone } from './zones.ts'

interface Answers {
  agencyName: string
  directorName: string
  email: string
  password: string
  language: Language
  zone: string
}

export default function SetUpPage() {
  const language = useLanguage()
  const router = useRouter()
  const [closed, setClosed] = useState(false)
  const { control, handleSubmit, setError, formState } = useForm<Answers>({
    defaultValues: { agencyName: '', directorName: '', email: '', password: '', language, zone: ownZone() },
  })

  useEffect(() => {
    void ensureSession().then((session) => setClosed(!session.needsSetUp))
  }, [])

  const submit = handleSubmit(async (answers) => {
    try {
      const outcome = await trpcClient.agency.setUp.mutate({ ...answers, currency: 'EUR' })
      if (outcome.kind === 'refused') return setClosed(true)
    } catch (error) {
      return showOnFields(error, setError)
    }
    await (await auth()).signIn.email({ email: answers.email, password: answers.password })
    await refreshSession()
    await router.navigate({ to: '/', replace: true })
  })

  if (closed && !formState.isSubmitting) {
    return (
      <Door title={m['sign-in.set-up.title']()}>
        <ErrorNote title={m['sign-in.set-up.closed']()} kept={m['sign-in.set-up.closed.why']()}>
          <Link to="/sign-in" className="font-medium">
            {m['sign-in.title']()}
          </Link>
        </ErrorNote>
      </Door>
    )
  }

  return (
    <Door title={m['sign-in.set-up.title']()} lead={m['sign-in.set-up.what']()}>
      <form onSubmit={(event) => void submit(event)} noValidate className="grid gap-4">
        <Controller
          control={control}
          name="agencyName"
          rules={{ required: m['sign-in.set-up.agency.needed']() }}
          render={({ field, fieldState }) => (
            <TextField
              label={m['sign-in.set-up.agency']()}
              autoComplete="organization"
              autoFocus
              {...inForm(field, fieldState)}
            />
          )}
        />
        <Controller
          control={control}
          name="directorName"
          rules={{ required: m['sign-in.set-up.name.needed']() }}
          render={({ field, fieldState }) => (
            <TextField label={m['sign-in.set-up.name']()} autoComplete="name" {...inForm(field, fieldState)} />
          )}
        />
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
              {...inForm(field, fieldState)}
            />
          )}
        />
        <NewPasswordField control={control} name="password" />
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <LanguageField label={m['sign-in.set-up.language']()} value={field.value} onChange={field.onChange} />
          )}
        />
        <Controller
          control={control}
          name="zone"
          render={({ field }) => <ZoneSelect value={field.value} onChange={field.onChange} />}
        />
        {formState.errors.root && (
          <p role="alert" className="text-13 text-failed">
            {formState.errors.root.message}
          </p>
        )}
        <Button type="submit" kind="primary" size="big" busy={formState.isSubmitting}>
          {m['sign-in.set-up.go']()}
        </Button>
      </form>
    </Door>
  )
}
