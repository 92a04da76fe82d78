import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openTestApi, type TestApi } from './testing/index.ts'

let house: TestApi
beforeAll(async () => {
  house = await openTestApi()
})
afterAll(() => house.close())

const post = (path: string, body: unknown, cookie = '') =>
  fetch(house.url + path, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: house.url, cookie },
    body: JSON.stringify(body),
  })

async function mailTo(recipient: string): Promise<{ kind: string; text_body: string } | undefined> {
  return house.database.root
    .selectFrom('mails')
    .select(['kind', 'text_body'])
    .where('recipient', '=', recipient)
    .orderBy('created_at', 'desc')
    .executeTakeFirst()
}

const tokenIn = (text: string) => decodeURIComponent(/token=(\S+)/.exec(text)![1]!)

describe('the first start', () => {
  const setUp = {
    agencyName: 'Zinc & Cie',
    language: 'fr',
    zone: 'Europe/Paris',
    currency: 'EUR',
    directorName: 'Inès Vanhoutte',
    email: 'ines@zinc.example',
    password: 'long enough to hold',
  } as const

  test('of two set-ups at once one makes the agency, and the page is closed for ever after', async () => {
    expect((await house.stranger.session.me.query()).needsSetUp).toBe(true)
    const outcomes = await Promise.allSettled([
      house.stranger.agency.setUp.mutate(setUp),
      house.stranger.agency.setUp.mutate({ ...setUp, email: 'other@zinc.example' }),
    ])
    const made = outcomes.filter((one) => one.status === 'fulfilled' && one.value.kind === 'made')
    expect(made).toHaveLength(1)
    expect((await house.stranger.session.me.query()).needsSetUp).toBe(false)
    expect(await house.stranger.agency.setUp.mutate({ ...setUp, email: 'late@zinc.example' })).toEqual({
      kind: 'refused',
      why: 'already-set-up',
    })
    const { n } = await house.database.root
      .selectFrom('agencies')
      .select((eb) => eb.fn.countAll<number>().as('n'))
      .executeTakeFirstOrThrow()
    expect(n).toBe(1)
  })

  test('a field that is wrong is named, with a sentence in the reader’s language', async () => {
    const answer = await fetch(`${house.url}/trpc/agency.setUp`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'accept-language': 'fr-FR' },
      body: JSON.stringify({ ...setUp, email: 'not an address' }),
    })
    const { error } = (await answer.json()) as { error: { data: { sentence: string; fields: object[] } } }
    expect(error.data.sentence).toContain('Rien n’a été enregistré')
    expect(error.data.fields).toEqual([
      expect.objectContaining({ path: 'email', sentence: expect.stringMatching(/invalide/i) }),
    ])
  })
})

describe('sessions', () => {
  test('a session opens the agency, and ends when it is revoked', async () => {
    const nour = await house.person({ role: 'community_manager', name: 'Nour Benali' })
    const me = await nour.client.session.me.query()
    expect(me).toMatchObject({
      user: { email: nour.email },
      member: { role: 'community_manager' },
      agency: { id: nour.agencyId },
    })
    expect(me.permissions).not.toContain('members.manage')
    await post('/api/auth/sign-out', {}, nour.cookie)
    expect((await nour.client.session.me.query()).user).toBeNull()
  })

  test('an address that names nothing is called wrong, not a field to correct', async () => {
    const nour = await house.person()
    await expect(nour.client.clients.get.query({ clientId: 'nowhere' })).rejects.toMatchObject({
      data: { code: 'BAD_REQUEST', sentence: expect.stringContaining('Introuvable') },
    })
  })

  test('a role that may not is told so', async () => {
    const nour = await house.person({ role: 'community_manager' })
    await expect(
      nour.client.agency.invite.mutate({ name: 'X', email: 'x@zinc.example', role: 'creator', language: 'fr' }),
    ).rejects.toMatchObject({ data: { code: 'FORBIDDEN', sentence: expect.stringContaining('rôle') } })
  })

  test('nobody switches to an agency in which they have no seat', async () => {
    const [one, other] = [await house.person(), await house.person()]
    await expect(one.client.session.switchAgency.mutate({ agencyId: other.agencyId })).rejects.toMatchObject({
      data: { code: 'NOT_FOUND' },
    })
  })

  test('a wrong password is refused, and too many tries in a minute wait', async () => {
    const nour = await house.person()
    const statuses: number[] = []
    for (let n = 0; n < 34; n++) {
      const answer = await post('/api/auth/sign-in/email', { email: nour.email, password: 'wrong wrong wrong' })
      statuses.push(answer.status)
    }
    expect(statuses[0]).toBe(401)
    expect(statuses.at(-1)).toBe(429)
  })
})

describe('links from mails', () => {
  test('a magic link is burnt by its button alone: a scanner’s GET changes nothing', async () => {
    const nour = await house.person()
    await post('/api/auth/sign-in/magic-link', { email: nour.email })
    const mail = await mailTo(nour.email)
    expect(mail?.kind).toBe('magic-link')
    const token = tokenIn(mail!.text_body)
    const scanned = await fetch(`${house.url}/api/auth/magic-link/verify?token=${encodeURIComponent(token)}`, {
      redirect: 'manual',
    })
    expect(scanned.status).toBe(405)
    const opened = await post('/api/auth/magic-link/verify', { token })
    expect(opened.headers.getSetCookie().join()).toContain('session_token')
    const again = await post('/api/auth/magic-link/verify', { token })
    expect(again.status).toBe(400)
    expect(again.headers.getSetCookie().join()).not.toContain('session_token')
  })

  test('an address that nobody has gets the same answer and no mail', async () => {
    const answer = await post('/api/auth/sign-in/magic-link', { email: 'nobody@zinc.example' })
    expect(answer.status).toBe(200)
    expect(await mailTo('nobody@zinc.example')).toBeUndefined()
  })

  test('a forgotten password is chosen anew by mail, and open sessions end', async () => {
    const nour = await house.person()
    await post('/api/auth/request-password-reset', { email: nour.email })
    const token = tokenIn((await mailTo(nour.email))!.text_body)
    const answer = await post('/api/auth/reset-password', { token, newPassword: 'another long password' })
    expect(answer.status).toBe(200)
    expect((await nour.client.session.me.query()).user).toBeNull()
  })

  test('an invitation seats one person once', async () => {
    const director = await house.person()
    const invited = await director.client.agency.invite.mutate({
      name: 'Théo',
      email: 'theo@zinc.example',
      role: 'creator',
      language: 'fr',
    })
    expect(invited.kind).toBe('invited')
    const token = tokenIn((await mailTo('theo@zinc.example'))!.text_body)
    expect(await house.stranger.agency.invitation.query({ token })).toMatchObject({ kind: 'open', role: 'creator' })
    const accept = { token, name: 'Théo', password: 'a password for theo', zone: 'Europe/Paris' }
    expect(await house.stranger.agency.acceptInvitation.mutate(accept)).toMatchObject({ kind: 'seated' })
    expect(await house.stranger.agency.acceptInvitation.mutate(accept)).toEqual({
      kind: 'refused',
      why: 'already-accepted',
    })
  })
})
