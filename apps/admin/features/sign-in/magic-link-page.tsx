import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { auth } from '../../data/auth.ts'
import { refreshSession } from '../../data/session.ts'
import { m } from '../../words.ts'
import { refusalSentence } from './auth-refusal.ts'
import { DeadLink } from './dead-link.tsx'
import { Door } from './door.tsx'
import { reach } from './sign-in-form.tsx'

const route = getRouteApi('/magic-link')

/** Opening the page uses nothing up: mail scanners open links too. Only the button does, by POST. */
export default function MagicLinkPage() {
  const { token } = route.useSearch()
  const router = useRouter()
  const [dead, setDead] = useState(token === undefined)
  const [busy, setBusy] = useState(false)
  const [refusal, setRefusal] = useState<string | null>(null)

  async function enter() {
    setBusy(true)
    const { error } = await reach(async () =>
      (await auth()).$fetch<unknown>('/magic-link/verify', { method: 'POST', body: { token } }),
    )
    setBusy(false)
    if (!error) {
      await refreshSession()
      await router.navigate({ to: '/', replace: true })
    } else if (error.status === 0 || error.status === 429) setRefusal(refusalSentence(error))
    else setDead(true)
  }

  return (
    <Door title={m['sign-in.magic.title']()} lead={dead ? undefined : m['sign-in.magic.what']()}>
      {dead ? (
        <DeadLink />
      ) : (
        <div className="grid gap-3">
          <Button kind="primary" size="big" busy={busy} onPress={() => void enter()}>
            {m['sign-in.go']()}
          </Button>
          {refusal && (
            <p role="alert" className="text-13 text-failed">
              {refusal}
            </p>
          )}
        </div>
      )}
    </Door>
  )
}
