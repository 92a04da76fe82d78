import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { Checkbox } from '../../components/checkbox.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { inForm } from '../../components/form-field.ts'
import { TextField } from '../../components/text-field.tsx'
import { auth } from '../../data/auth.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { ProfilePart } from './profile-part.tsx'

/** The server asks for as many (domain/agency: Password). */
const LEAST = 10

interface Values {
  current: string
  next: string
  others: boolean
}

const EMPTY: Values = { current: '', next: '', others: true }

/** What the sign-in server refused. */
class Refused extends Error {
  readonly status: number
  constructor(status: number) {
    super(`refused with ${status}`)
    this.status = status
  }
}

async function change({ current, next, others }: Values): Promise<void> {
  const client = await auth()
  const changed = await client.changePassword({ currentPassword: current, newPassword: next })
  if (changed.error) throw new Refused(changed.error.status)
  // A step of its own: this browser's session stays the same one, in the same agency.
  if (!others) return
  const ended = await client.revokeOtherSessions()
  if (ended.error) throw new Refused(ended.error.status)
}

/** Another password, for who knows the present one. */
export function PasswordForm({ email }: { email: string }) {
  const { control, handleSubmit, setError, clearErrors, reset, formState } = useForm<Values>({ defaultValues: EMPTY })
  const save = useMutation({
    mutationFn: change,
    onSuccess: (_, { others }) => {
      reset(EMPTY)
      showToast(others ? m['profile.password.done-others']() : m['profile.password.done']())
    },
    onError: (error) => {
      const status = error instanceof Refused ? error.status : 0
      if (status === 400 || status === 401)
        return setError('current', { message: m['profile.password.wrong']() }, { shouldFocus: true })
      const message =
        status === 429
          ? m['profile.password.too-many']()
          : status === 0
            ? m['frame.error.no-answer']()
            : m['frame.error.ours']()
      return setError('root', { message })
    },
  })
  return (
    <form
      noValidate
      onSubmit={(submit) => {
        clearErrors()
        void handleSubmit((values) => save.mutate(values))(submit)
      }}
    >
      <ProfilePart title={m['profile.password']()}>
        {/* For password managers: whose password it is. */}
        <input type="email" name="username" autoComplete="username" value={email} readOnly hidden />
        <div className="grid grid-cols-2 gap-4 phone:grid-cols-1">
          <Controller
            control={control}
            name="current"
            rules={{ required: m['profile.password.need']() }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['profile.password.current']()}
                type="password"
                autoComplete="current-password"
                {...inForm(field, fieldState)}
              />
            )}
          />
          <Controller
            control={control}
            name="next"
            rules={{
              required: m['profile.password.hint'](),
              minLength: { value: LEAST, message: m['profile.password.hint']() },
            }}
            render={({ field, fieldState }) => (
              <TextField
                label={m['profile.password.new']()}
                type="password"
                autoComplete="new-password"
                hint={m['profile.password.hint']()}
                {...inForm(field, fieldState)}
              />
            )}
          />
        </div>
        <Controller
          control={control}
          name="others"
          render={({ field }) => (
            <Checkbox isSelected={field.value} onChange={field.onChange}>
              {m['profile.password.others']()}
            </Checkbox>
          )}
        />
        {formState.errors.root?.message && <ErrorNote title={formState.errors.root.message} />}
        <div>
          <Button type="submit" busy={save.isPending}>
            {m['profile.password.do']()}
          </Button>
        </div>
      </ProfilePart>
    </form>
  )
}
