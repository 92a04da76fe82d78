import { ensureSession, refreshSession } from '../data/session.ts'
import { sentenceOf } from '../data/errors.ts'
import { trpcClient } from '../data/trpc.ts'
import type { Language } from '../format/index.ts'
import { rememberChoice, setLanguage } from './language.ts'
import { showToast } from './toasts.ts'

/** The person's choice of language: shown at once, then kept with their profile, so that other browsers and mails follow. */
export async function chooseLanguage(language: Language): Promise<void> {
  setLanguage(language)
  const { user, member } = await ensureSession()
  if (!user || !member) return
  rememberChoice(user.id)
  try {
    await trpcClient.agency.updateProfile.mutate({
      name: user.name,
      language,
      zone: member.timeZone,
      mailNotices: member.mailNotices,
    })
    await refreshSession()
  } catch (error) {
    showToast(sentenceOf(error))
  }
}
