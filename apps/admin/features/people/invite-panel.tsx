import { useMutation, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { Inspector } from '../../components/inspector.tsx'
import { RadioGroup } from '../../components/radio-group.tsx'
import { LanguageField } from '../../components/language-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { showOnFields } from '../../data/errors.ts'
import { useSession } from '../../data/session.ts'
import { queryClient, trpc, trpcClient } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { InvitationLink } from './invitation-link.tsx'
import { type Role, roleOptions } from './role-word.ts'

interface Values {
  name: string
  email: string
  role: Role
  language: 'fr' | 'en'
}

/** Asks somebody in: by mail, and by a link that one may hand over oneself. */
export function InvitePanel({ onClose }: { onClose: () => void }) {
  const { agency } = useSession()
  const { data: house } = useQuery(trpc.agency.get.queryOptions())
  const start: Values = {
    name: '',
    email: '',
    role: 'community_manager',
    language: agency?.language === 'en' ? 'en' : 'fr',
  }
  const { control, handleSubmit, setError, clearErrors, reset, formState } = useForm<Values>({ defaultValues: start })
  const [made, setMade] = useState<(Values & { url: string }) | null>(null)
  const invite = useMutation({
    mutationFn: (values: Values) => trpcClient.agency.invite.mutate(values),
    onSuccess: async (answer, values) => {
      if (answer.kind === 'refused')
        return setError('email', { message: m[`people.why.${answer.why}`]() }, { shouldFocus: true })
      setMade({ ...values, url: answer.url })
      return queryClient.invalidateQueries({ queryKey: trpc.agency.invitations.queryKey() })
    },
    onError: (error) => showOnFields(error, setError),
  })
  if (made) {
    return (
      <Inspector
        title={m['people.invite.done']({ name: made.name })}
        onClose={onClose}
        footer={
          <>
            <Button
              onPress={() => {
                reset(start)
                setMade(null)
              }}
            >
              {m['people.invite.another']()}
            </Button>
            <span className="flex-1" />
            <Button kind="primary" onPress={onClose}>
              {m['frame.close']()}
            </Button>
          </>
        }
      >
        <InvitationLink url={made.url} email={made.email} role={made.role} mailed={house?.sendsMail ?? false} />
      </Inspector>
    )
  }
  return (
    <Inspector
      title={m['people.invite.title']()}
      onClose={onClose}
      footer={
        <>
          <span className="flex-1" />
          <Button onPress={onClose}>{m['people.invite.cancel']()}</Button>
          <Button type="submit" form="invite" kind="primary" busy={invite.isPending}>
            {m['people.invite.do']()}
          </Button>
        </>
      }
    >
      <form
        id="invite"
        noValidate
        className="grid gap-4"
        onSubmit={(submit) => {
          clearErrors()
          void handleSubmit((values) => invite.mutate(values))(submit)
        }}
      >
        <p className="text-13 text-ink-2">{m['people.invite.says']()}</p>
        <Controller
          control={control}
          name="name"
          rules={{ validate: (name) => name.trim() !== '' || m['people.need.name']() }}
          render={({ field, fieldState }) => (
            <TextField
              label={m['people.name']()}
              autoComplete="off"
              autoFocus
              maxLength={120}
              {...inForm(field, fieldState)}
            />
          )}
        />
        <Controller
          control={control}
          name="email"
          rules={{ validate: (email) => email.trim() !== '' || m['people.need.email']() }}
          render={({ field, fieldState }) => (
            <TextField label={m['people.email']()} type="email" autoComplete="off" {...inForm(field, fieldState)} />
          )}
        />
        <Controller
          control={control}
          name="role"
          render={({ field, fieldState }) => (
            <RadioGroup label={m['people.role']()} {...choiceInForm(field, fieldState)} options={roleOptions()} />
          )}
        />
        <Controller
          control={control}
          name="language"
          render={({ field }) => (
            <LanguageField label={m['people.invite.language']()} value={field.value} onChange={field.onChange} />
          )}
        />
        {formState.errors.root?.message && <ErrorNote title={formState.errors.root.message} />}
      </form>
    </Inspector>
  )
}
