import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { choiceInForm, inForm } from '../../components/form-field.ts'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { LanguageField } from '../../components/language-field.tsx'
import { TextField } from '../../components/text-field.tsx'
import { ZoneField } from '../../components/zone-field.tsx'
import { showOnFields } from '../../data/errors.ts'
import { refreshSession, type Session } from '../../data/session.ts'
import { queryClient, trpc, trpcClient } from '../../data/trpc.ts'
import { rememberChoice, setLanguage } from '../../frame/language.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { ProfilePart } from './profile-part.tsx'

interface Values {
  name: string
  language: 'fr' | 'en'
  zone: string
  mailNotices: boolean
}

interface Props {
  user: NonNullable<Session['user']>
  member: NonNullable<Session['member']>
}

/** One's own name, language and zone in this agency, and whether its notices also come by mail. */
export function ProfileForm({ user, member }: Props) {
  const { control, handleSubmit, setError, clearErrors, reset, formState } = useForm<Values>({
    defaultValues: {
      name: user.name,
      language: member.language === 'en' ? 'en' : 'fr',
      zone: member.timeZone,
      mailNotices: member.mailNotices,
    },
  })
  const save = useMutation({
    mutationFn: (values: Values) => trpcClient.agency.updateProfile.mutate(values),
    onSuccess: async (_, values) => {
      reset(values)
      rememberChoice(user.id)
      setLanguage(values.language)
      await refreshSession()
      void queryClient.invalidateQueries({ queryKey: trpc.agency.members.queryKey() })
      showToast(m['profile.saved']())
    },
    onError: (error) => showOnFields(error, setError),
  })
  return (
    <form
      noValidate
      onSubmit={(submit) => {
        clearErrors()
        void handleSubmit((values) => save.mutate(values))(submit)
      }}
    >
      <LeaveGuard
        unsaved={() => formState.isDirty && !save.isPending}
        title={m['profile.leave.title']()}
        says={m['profile.leave.says']()}
        stay={m['profile.leave.stay']()}
        go={m['profile.leave.go']()}
      />
      <ProfilePart title={m['profile.you']()}>
        <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
          <Controller
            control={control}
            name="name"
            rules={{ validate: (name) => name.trim() !== '' || m['profile.need.name']() }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['profile.name']()}
                autoComplete="name"
                maxLength={120}
                {...inForm(field, fieldState)}
              />
            )}
          />
          <TextField
            label={m['profile.email']()}
            hint={m['profile.email-says']()}
            value={user.email}
            isReadOnly
            autoComplete="email"
          />
          <Controller
            control={control}
            name="zone"
            render={({ field, fieldState }) => (
              <ZoneField label={m['profile.zone']()} {...choiceInForm(field, fieldState)} value={field.value} />
            )}
          />
          <Controller
            control={control}
            name="language"
            render={({ field }) => (
              <LanguageField label={m['profile.language']()} value={field.value} onChange={field.onChange} />
            )}
          />
        </div>
        <Controller
          control={control}
          name="mailNotices"
          render={({ field }) => (
            <Checkbox isSelected={field.value} onChange={field.onChange} hint={m['profile.notices-says']()}>
              {m['profile.notices']()}
            </Checkbox>
          )}
        />
        {formState.errors.root?.message && <ErrorNote title={formState.errors.root.message} />}
        <div>
          <Button type="submit" kind="primary" busy={save.isPending} isDisabled={!formState.isDirty}>
            {m['profile.save']()}
          </Button>
        </div>
      </ProfilePart>
    </form>
  )
}
