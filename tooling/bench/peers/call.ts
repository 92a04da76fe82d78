/** What each peer's job carries, and the one call that it makes: the same as ours, to the same network. */
export type Call = { url: string; token: string; text: string; key: string }

export async function call({ url, token, text, key }: Call): Promise<void> {
  const answer = await fetch(`${url}/api/v1/statuses`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'idempotency-key': key },
    body: JSON.stringify({ status: text }),
  })
  if (!answer.ok) throw new Error(`${answer.status}`)
  await answer.arrayBuffer()
}
