import { useMutation } from '@tanstack/react-query'
import { Controller, useForm } from 'react-hook-form'
import { Button } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { inForm } from '../../components/form-field.ts'
import { TextField } from '../../components/text-field.tsx'
import { showOnFields } from '../../data/errors.ts'
import { useZone } from '../../data/session.ts'
import { queryClient, trpc, trpcClient, type Outputs } from '../../data/trpc.ts'
import { dayWithYear } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'

interface Props {
  network: Outputs['channels']['networks'][number]
  /** Left out: new keys. */
  app?: Outputs['agency']['networkApps'][number]
  onDone: () => void
}

/** The keys that a network gave, typed once. */
export function KeysForm({ network, app, onDone }: Props) {
  const zone = useZone()
  const { control, handleSubmit, setError, clearErrors, formState } = useForm({
    defaultValues: { clientId: app?.clientId ?? '', clientSecret: '', baseUrl: app?.baseUrl ?? '' },
  })
  const secretSetAt = app?.secretSetAt ?? null
  const save = useMutation({
    mutationFn: (values: { clientId: string; clientSecret: string; baseUrl: string }) =>
      trpcClient.agency.saveNetworkApp.mutate({ ...values, network: network.id }),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: trpc.agency.networkApps.queryKey() })
      showToast(m['agency.networks.saved']({ network: network.name }))
      onDone()
    },
    onError: (error) => showOnFields(error, setError),
  })
  return (
    <form
      noValidate
      className="grid gap-4 border-b border-hair py-4"
      onSubmit={(submit) => {
        clearErrors()
        void handleSubmit((values) => save.mutate(values))(submit)
      }}
    >
      <Controller
        control={control}
        name="clientId"
        rules={{ validate: (typed) => typed.trim() !== '' || m['agency.networks.need-id']() }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['agency.networks.client-id']()}
            autoComplete="off"
            spellCheck={false}
            autoFocus
            {...inForm(field, fieldState)}
          />
        )}
      />
      <Controller
        control={control}
        name="clientSecret"
        rules={{
          validate: (typed) => typed.trim() !== '' || secretSetAt !== null || m['agency.networks.need-secret'](),
        }}
        render={({ field, fieldState }) => (
          <TextField
            label={m['agency.networks.secret']()}
            type="password"
            autoComplete="new-password"
            spellCheck={false}
            hint={
              secretSetAt
                ? m['agency.networks.secret-replace']({ day: dayWithYear(secretSetAt, zone) })
                : m['agency.networks.secret-once']()
            }
            {...inForm(field, fieldState)}
          />
        )}
      />
      {app ? (
        // Keys belong to an address: those of another one are another line.
        app.baseUrl && <p className="text-13 break-all text-ink-2">{app.baseUrl}</p>
      ) : (
        <details>
          <summary className="cursor-pointer text-13 text-ink-2">{m['agency.networks.base']()}</summary>
          <div className="pt-2">
            <Controller
              control={control}
              name="baseUrl"
              render={({ field, fieldState }) => (
                <TextField
                  label={m['agency.networks.base']()}
                  hideLabel
                  type="url"
                  placeholder="https://"
                  autoComplete="off"
                  spellCheck={false}
                  hint={m['agency.networks.base-says']()}
                  {...inForm(field, fieldState)}
                />
              )}
            />
          </div>
        </details>
      )}
      {formState.errors.root?.message && <ErrorNote title={formState.errors.root.message} />}
      <div className="flex flex-wrap gap-2">
        <Button type="submit" kind="primary" busy={save.isPending}>
          {m['agency.networks.keep-save']()}
        </Button>
        <Button onPress={onDone}>{m['agency.cancel']()}</Button>
      </div>
    </form>
  )
}
