import type { Language } from '@comptoir/domain/shared'

const NETWORKS: Readonly<Record<string, string>> = {
  bluesky: 'Bluesky',
  mastodon: 'Mastodon',
  facebook: 'Facebook',
  x: 'X',
}

/** A network by its name; one that a third party added is said as its id. */
export function networkName(network: string | undefined): string {
  return network ? (NETWORKS[network] ?? network) : ''
}

/** "ven. 12 déc. 19:37" / "Fri 12 Dec 19:37" in a zone; empty when there is no instant. */
export function momentIn(instant: string | null | undefined, language: Language, zone: string): string {
  if (!instant) return ''
  const parts = new Intl.DateTimeFormat(language === 'fr' ? 'fr-FR' : 'en-GB', {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
    timeZone: zone,
  }).formatToParts(new Date(instant))
  const part = (type: Intl.DateTimeFormatPartTypes) => parts.find((one) => one.type === type)?.value ?? ''
  return `${part('weekday')} ${part('day')}\u00a0${part('month')} ${part('hour')}:${part('minute')}`
}
