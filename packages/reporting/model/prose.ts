import type { Day } from '@comptoir/domain/shared'
import { count, longDay, type Language } from '../format/index.ts'
import type { PeriodWords } from '../words/index.ts'
import type { ReportChannel, ReportText, TextPart } from './report.ts'

/** What is known when nobody wrote the text: values, so that a sentence can choose its verb, and keys, so that it can link them. */
export type Facts = {
  readonly language: Language
  readonly client: string
  readonly period: PeriodWords
  readonly monthsSinceStart: number
  readonly value: (key: string) => number | null
  readonly lead: ReportChannel | null
  readonly others: readonly ReportChannel[]
  readonly name: (channel: ReportChannel) => string
  readonly launchesInPeriod: readonly { readonly name: string; readonly figure: string | null }[]
  readonly posts: number
}

const FR_MONTHS = [
  ...[
    'zéro',
    'un',
    'deux',
    'trois',
    'quatre',
    'cinq',
    'six',
    'sept',
    'huit',
    'neuf',
    'dix',
    'onze',
    'douze',
    'treize',
    'quatorze',
  ],
  ...[
    'quinze',
    'seize',
    'dix\u2011sept',
    'dix\u2011huit',
    'dix\u2011neuf',
    'vingt',
    'vingt et un',
    'vingt\u2011deux',
    'vingt\u2011trois',
    'vingt\u2011quatre',
  ],
]
const EN_MONTHS = [
  ...[
    'zero',
    'one',
    'two',
    'three',
    'four',
    'five',
    'six',
    'seven',
    'eight',
    'nine',
    'ten',
    'eleven',
    'twelve',
    'thirteen',
  ],
  ...[
    'fourteen',
    'fifteen',
    'sixteen',
    'seventeen',
    'eighteen',
    'nineteen',
    'twenty',
    'twenty\u2011one',
    'twenty\u2011two',
    'twenty\u2011three',
    'twenty\u2011four',
  ],
]

/** A figure inside a sentence: linked, and written with or without its sign. */
export const fig = (figure: string, as: 'signed' | 'plain' | null = null): TextPart => ({ figure, as })

/** A sentence with figures in it. */
function say(strings: TemplateStringsArray, ...slots: (TextPart | readonly TextPart[])[]): TextPart[] {
  return strings.flatMap((text, i) => {
    const slot = slots[i]
    return [text, ...(slot === undefined ? [] : Array.isArray(slot) ? slot : [slot])].flat()
  })
}

const of = (parts: TextPart[]): ReportText => ({ written: false, parts: join(parts) })

// Neighbouring texts become one, so that two builds of one sentence are the same JSON.
function join(parts: readonly TextPart[]): TextPart[] {
  const joined: TextPart[] = []
  for (const part of parts) {
    const last = joined.at(-1)
    if (typeof part === 'string' && typeof last === 'string') joined[joined.length - 1] = last + part
    else if (part !== '') joined.push(part)
  }
  return joined
}

function listed(items: readonly TextPart[][], language: Language): TextPart[] {
  return items.flatMap((item, i) => [
    ...(i === 0 ? [] : [i === items.length - 1 ? (language === 'fr' ? ' et ' : ' and ') : ', ']),
    ...item,
  ])
}

/** The headline that the figures themselves give. True by construction: it only says what a reading says. */
export function autoHeadline(f: Facts): ReportText {
  const fr = f.language === 'fr'
  const channel = [f.lead, ...f.others].find((c) => c !== null && f.value(c.figures.followers) !== null)
  if (!channel) {
    return of([
      fr ? `${f.period.opening}, aucun abonné n’a pu être lu` : `${f.period.opening}, no follower could be read`,
    ])
  }
  const followers = f.value(channel.figures.followers) ?? 0
  const months = fr
    ? (FR_MONTHS[f.monthsSinceStart] ?? count(f.monthsSinceStart, 'fr'))
    : (EN_MONTHS[f.monthsSinceStart] ?? count(f.monthsSinceStart, 'en'))
  const since =
    f.monthsSinceStart < 1
      ? ''
      : fr
        ? `, ${months} mois après le début du mandat`
        : `, ${months} month${f.monthsSinceStart === 1 ? '' : 's'} into the mandate`
  return of(
    fr
      ? say`${fig(channel.figures.followers)} abonné${followers < 2 ? ' suit' : 's suivent'} ${f.client} sur ${f.name(channel)}${since}`
      : say`${fig(channel.figures.followers)} follower${followers === 1 ? '' : 's'} on ${f.name(channel)} for ${f.client}${since}`,
  )
}

function gained(f: Facts, channel: ReportChannel): TextPart[] {
  const fr = f.language === 'fr'
  const gain = f.value(channel.figures.gain)
  const name = f.name(channel)
  if (gain === null) {
    return fr
      ? [`les lectures manquent pour dire ce que ${name} a gagné`]
      : [`readings are missing to say what ${name} gained`]
  }
  const growth = f.value(channel.figures.growth) === null ? [] : say` (${fig(channel.figures.growth)})`
  if (gain === 0) return fr ? [`${name} n’a ni gagné ni perdu d’abonné`] : [`${name} neither gained nor lost followers`]
  const plain = fig(channel.figures.gain, 'plain')
  if (fr) return say`${name} a ${gain > 0 ? 'gagné' : 'perdu'} ${plain} abonné${Math.abs(gain) < 2 ? '' : 's'}${growth}`
  return say`${name} ${gain > 0 ? 'gained' : 'lost'} ${plain} follower${Math.abs(gain) === 1 ? '' : 's'}${growth}`
}

/** The sentences under the headline. */
export function autoDeck(f: Facts): ReportText {
  const fr = f.language === 'fr'
  if (!f.lead) return of([fr ? 'Aucun compte n’est suivi pour ce client.' : 'No account is followed for this client.'])
  const before = f.value(f.lead.figures.previousGain)
  const than =
    before === null
      ? []
      : fr
        ? say`, contre ${fig(f.lead.figures.previousGain)} ${f.period.inBefore}`
        : say`, against ${fig(f.lead.figures.previousGain)} ${f.period.inBefore}`
  return of([...say`${f.period.opening}, ${gained(f, f.lead)}${than}. `, ...launchSentence(f)])
}

function launchSentence(f: Facts): TextPart[] {
  const fr = f.language === 'fr'
  const named = f.launchesInPeriod.map((l): TextPart[] => [l.name])
  if (named.length === 0) return [fr ? 'Aucun lancement pendant cette période.' : 'There was no launch in this period.']
  if (fr)
    return say`${named.length === 1 ? 'Un lancement' : `${count(named.length, 'fr')} lancements`} pendant cette période\u00a0: ${listed(named, 'fr')}.`
  return say`${named.length === 1 ? 'One launch' : `${count(named.length, 'en')} launches`} in this period: ${listed(named, 'en')}.`
}

/** The columns under the curve when nobody wrote any: launches, the other networks, what lies ahead. */
export function autoSections(f: Facts): { title: string; text: ReportText }[] {
  const fr = f.language === 'fr'
  const sections: { title: string; text: ReportText }[] = []
  if (f.lead) {
    const year = f.value(f.lead.figures.yearGain)
    const told = f.launchesInPeriod.filter((l) => l.figure !== null && f.value(l.figure) !== null)
    const each = told.map((l) => say`${l.name} ${fig(l.figure ?? '')}`)
    const launches =
      each.length === 0
        ? []
        : fr
          ? say` De T−7\u00a0j à T+7\u00a0j\u00a0: ${listed(each, 'fr')}.`
          : say` From T−7\u00a0d to T+7\u00a0d: ${listed(each, 'en')}.`
    const compared =
      year === null
        ? []
        : fr
          ? say` La même période, un an avant, avait donné ${fig(f.lead.figures.yearGain)}.`
          : say` The same period a year before had brought ${fig(f.lead.figures.yearGain)}.`
    sections.push({
      title: fr ? 'Les lancements.' : 'Launches.',
      text: of([...launchSentence(f), ...launches, ...compared]),
    })
  }
  if (f.others.length > 0) {
    const each = f.others.map((c) => gained(f, c))
    const published = fr
      ? [
          f.posts === 0
            ? ' Aucun post publié.'
            : f.posts === 1
              ? ' Un post publié.'
              : ` ${count(f.posts, 'fr')} posts publiés, tous réseaux.`,
        ]
      : [
          f.posts === 0
            ? ' No post was published.'
            : f.posts === 1
              ? ' One post was published.'
              : ` ${count(f.posts, 'en')} posts were published across networks.`,
        ]
    sections.push({
      title: fr
        ? f.others.length === 1
          ? 'L’autre réseau.'
          : 'Les autres réseaux.'
        : f.others.length === 1
          ? 'The other network.'
          : 'The other networks.',
      text: of([...capital(listed(each, f.language)), '.', ...published]),
    })
  }
  const ahead = f.lead ? goalSentence(f, f.lead) : []
  if (ahead.length > 0) sections.push({ title: fr ? 'La suite.' : 'Ahead.', text: of(ahead) })
  return sections
}

function capital(parts: TextPart[]): TextPart[] {
  const [first, ...rest] = parts
  return typeof first === 'string' ? [first.charAt(0).toUpperCase() + first.slice(1), ...rest] : parts
}

function goalSentence(f: Facts, channel: ReportChannel): TextPart[] {
  const { goal } = channel
  if (!goal) return []
  const fr = f.language === 'fr'
  const by = (day: Day): string => longDay(day, f.language)
  const target = `${count(goal.value, f.language)} ${fr ? 'au' : 'by'} ${by(goal.by)}`
  const share = fig(channel.figures.goalShare)
  const head = fr
    ? say`L’objectif ${f.name(channel)} est de ${target}, rempli à ${share}.`
    : say`The ${f.name(channel)} goal is ${target}, ${share} of the way there.`
  if (goal.reached.kind === 'already') {
    return fr
      ? say`L’objectif ${f.name(channel)} (${target}) est atteint depuis le ${by(goal.reached.on)}.`
      : say`The ${f.name(channel)} goal (${target}) was reached on ${by(goal.reached.on)}.`
  }
  if (goal.likely === null) return head
  const verdict = {
    above: fr ? ' Au rythme observé, il sera dépassé.' : ' At the pace observed it will be passed.',
    inside: fr
      ? ' Il est dans l’intervalle de la projection, sans être acquis.'
      : ' It lies inside the projected interval, and is not yet won.',
    below: fr ? ' Au rythme observé, il ne sera pas atteint.' : ' At the pace observed it will not be reached.',
  }
  return [...head, verdict[goal.likely]]
}
