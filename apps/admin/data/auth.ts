/** better-auth's client, loaded when somebody signs in or out: the first screen need not carry it. */
export async function auth() {
  const { authClient } = await import('./auth-client.ts')
  return authClient
}
