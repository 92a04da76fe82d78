import { registerLiveTopics, type QueryPath } from './topics.ts'

/** What the server's words for a change make stale, whatever feature is on the screen. Features add what else they show. */
const HOUSE: Readonly<Record<string, readonly QueryPath[]>> = {
  agency: [['agency'], ['session'], ['today']],
  members: [['agency'], ['session']],
  clients: [['clients'], ['today']],
  mandates: [['mandates'], ['clients']],
  channels: [['channels'], ['today']],
  events: [['countdown'], ['editorial'], ['publishing'], ['today']],
  posts: [['editorial'], ['today']],
  media: [['editorial']],
  reviews: [['editorial'], ['today']],
  deliveries: [['publishing'], ['editorial'], ['today']],
  readings: [['audience']],
  reports: [['reporting']],
  notices: [['notices'], ['today']],
  mails: [['agency', 'mails']],
}

export function registerHouseTopics(): void {
  for (const [topic, paths] of Object.entries(HOUSE)) registerLiveTopics(topic, paths)
}
