import * as z from 'zod/mini'
import { connectionWasLost } from '../../data/connection.ts'
import { sessionWasLost } from '../../data/session-lost.ts'
import { m } from '../../words.ts'

const Answer = z.object({ id: z.string() })

/** Sends a picture; it is prepared in the background. What the server said no to comes back as a sentence. */
export async function uploadPicture(
  clientId: string,
  file: File,
): Promise<{ kind: 'uploaded'; id: string } | { kind: 'refused'; sentence: string }> {
  const form = new FormData()
  // Fields that come after the file are not read.
  form.append('clientId', clientId)
  form.append('file', file)
  let response: Response
  try {
    response = await fetch('/media', { method: 'POST', body: form, headers: { 'x-comptoir': 'upload' } })
  } catch (error) {
    if (!(error instanceof TypeError)) throw error
    connectionWasLost()
    return { kind: 'refused', sentence: m['editorial.upload.no-answer']() }
  }
  if (response.ok) return { kind: 'uploaded', id: Answer.parse(await response.json()).id }
  if (response.status === 401) sessionWasLost()
  return { kind: 'refused', sentence: refusal(response.status) }
}

function refusal(status: number): string {
  if (status === 413) return m['editorial.upload.too-large']()
  if (status === 415) return m['editorial.upload.not-a-picture']()
  if (status === 401 || status === 403) return m['editorial.upload.not-allowed']()
  return m['editorial.upload.failed']()
}
