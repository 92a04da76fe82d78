import { getRouteApi, useRouter } from '@tanstack/react-router'
import { useEffect } from 'react'
import { ensureSession, refreshSession } from '../../data/session.ts'
import { m } from '../../words.ts'
import { Door } from './door.tsx'
import { SignInForm } from './sign-in-form.tsx'

const route = getRouteApi('/sign-in')

export default function SignInPage() {
  const { to = '/' } = route.useSearch()
  const router = useRouter()

  useEffect(() => {
    // An agency that does not exist yet has nobody to sign in.
    void ensureSession().then((session) => {
      if (session.needsSetUp) void router.navigate({ to: '/set-up', replace: true })
    })
  }, [router])

  async function onSignedIn() {
    await refreshSession()
    await router.navigate({ href: to, replace: true })
  }

  return (
    <Door title={m['sign-in.title']()}>
      <SignInForm onSignedIn={onSignedIn} />
    </Door>
  )
}
