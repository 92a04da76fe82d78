import type { NoticeDetail, NoticeKind } from '@comptoir/domain/notices'
import type { Language } from '@comptoir/domain/shared'
import { noticeWordsEn } from './notice-words-en.ts'
import { noticeWordsFr } from './notice-words-fr.ts'
import { momentIn, networkName } from './notice-facts.ts'

/** A notice in plain words: what happened, what it means, and what the button says. */
export type NoticeWords = { subject: string; paragraphs: string[]; action: string }

/** What the sentences are made of: facts already written in the reader's language; empty where nothing is known. */
export type Facts = {
  post: string
  event: string
  client: string
  channel: string
  why: string
  words: string
  by: string
  at: string
  from: string
  to: string
  count: number | null
  name: string
}

/** Says a notice in the reader's language, with its instants in the reader's zone. */
export function noticeWords(kind: NoticeKind, detail: NoticeDetail, language: Language, zone: string): NoticeWords {
  const facts: Facts = {
    post: detail.title ?? '',
    event: detail.event ?? '',
    client: detail.client ?? '',
    channel: [networkName(detail.network), detail.channel].filter(Boolean).join(' '),
    why: detail.why ?? '',
    words: detail.words ?? '',
    by: detail.by ?? '',
    at: momentIn(detail.at, language, zone),
    from: momentIn(detail.from, language, zone),
    to: momentIn(detail.to, language, zone),
    count: detail.count ?? null,
    name: detail.name ?? '',
  }
  return language === 'fr' ? noticeWordsFr(kind, facts) : noticeWordsEn(kind, facts)
}
