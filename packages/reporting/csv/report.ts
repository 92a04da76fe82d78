import { dayIn, type Language } from '../format/index.ts'
import type { Figure, Formula, ReportModel } from '../model/index.ts'
import { REPORT_WORDS } from '../words/index.ts'
import { writeCsv, type Cell } from './cells.ts'

/** What a CSV of a report holds: every figure with its provenance, the follower readings day by day, or the posts shown. */
export type CsvPart = 'figures' | 'followers' | 'posts'

type Heads = Readonly<Record<CsvPart, readonly string[]>>

const HEADS: Readonly<Record<Language, Heads>> = {
  fr: {
    figures: [
      ...[
        'Clé',
        'Chiffre',
        'Valeur',
        'Unité',
        'Devise',
        'Borne basse 80 %',
        'Borne haute 80 %',
        'Pourquoi absent',
        'Du',
        'Au',
        'Calcul',
      ],
      ...[
        'Source',
        'Mesure officielle',
        'Définition',
        'Lectures',
        'Lectures attendues',
        'Jours sans lecture',
        'Première lecture',
        'Dernière lecture',
      ],
      ...['Valeur de départ', 'Lue le', 'Valeur de fin', 'Lue le', 'Valeur publiée corrigée depuis'],
    ],
    followers: ['Réseau', 'Compte', 'Jour', 'Abonnés', 'Lecture'],
    posts: [
      'Réseau',
      'Titre',
      'Texte',
      'Publié le',
      'Lien',
      'Portée',
      'Vues',
      'Réactions',
      'Commentaires',
      'Partages',
      'Clics',
      'Interactions',
    ],
  },
  en: {
    figures: [
      ...['Key', 'Figure', 'Value', 'Unit', 'Currency', '80% low', '80% high', 'Why absent', 'From', 'To', 'Formula'],
      ...[
        'Source',
        'Official metric',
        'Definition',
        'Readings',
        'Readings expected',
        'Days without reading',
        'First reading',
        'Last reading',
      ],
      ...['Start value', 'Read at', 'End value', 'Read at', 'Corrected since to'],
    ],
    followers: ['Network', 'Account', 'Day', 'Followers', 'Reading'],
    posts: [
      'Network',
      'Title',
      'Text',
      'Published',
      'Link',
      'Reach',
      'Views',
      'Reactions',
      'Comments',
      'Shares',
      'Clicks',
      'Interactions',
    ],
  },
}

const METRICS = ['reach', 'impressions', 'reactions', 'comments', 'shares', 'clicks', 'interactions']

function stretch(formula: Formula): [string | null, string | null] {
  switch (formula.kind) {
    case 'difference':
    case 'growth':
    case 'posts':
      return [formula.from, formula.to]
    case 'since-opening':
      return [formula.opened, formula.to]
    case 'reading':
    case 'goal-share':
      return [null, formula.on]
    case 'outlook':
      return [null, formula.by]
    default:
      return [null, null]
  }
}

function figureRow(model: ReportModel, figure: Figure): Cell[] {
  const words = REPORT_WORDS[model.language]
  const source = model.sources[figure.provenance.source]
  const [from, to] = stretch(figure.provenance.formula)
  const end = figure.provenance.readings.find((r) => r.role !== 'start')
  const start = figure.provenance.readings.find((r) => r.role === 'start')
  const corrected = model.corrections.find((c) => c.edition === null && c.figure === figure.key)
  // Money goes out in units, as a spreadsheet expects it; it is kept in hundredths.
  const value = figure.value !== null && figure.unit === 'money' ? figure.value / 100 : figure.value
  const definition = source?.definitions.at(-1)
  return [
    ...[figure.key, figure.label, value, figure.unit, figure.currency],
    ...[figure.interval?.low ?? null, figure.interval?.high ?? null, figure.missing && words.missing(figure.missing)],
    ...[from, to, words.formula(figure.provenance.formula, model.zone), source?.label ?? null],
    ...[definition?.officialName ?? null, definition?.text ?? null, source?.readings ?? null, source?.expected ?? null],
    ...[source ? source.gaps.reduce((sum, g) => sum + g.days, 0) : null, source?.first ?? null, source?.last ?? null],
    ...[start?.value ?? null, start?.at ?? null, end?.value ?? null, end?.at ?? null, corrected?.now ?? null],
  ]
}

// Every day from the first reading to the last: a day without a reading is an empty cell that says so.
function followerRows(model: ReportModel): Cell[][] {
  const words = REPORT_WORDS[model.language]
  return model.channels.flatMap((channel) => {
    const { points, gaps } = channel.curve
    const rows = points.map((p): Cell[] => [
      channel.networkName,
      channel.name,
      dayIn(p.at, 'UTC'),
      p.value,
      new Date(p.at).toISOString().slice(0, 16).replace('T', ' '),
    ])
    const empty = gaps.flatMap((gap) => {
      const days: Cell[][] = []
      for (let day = gap.firstDay; day <= gap.lastDay; day = Temporal.PlainDate.from(day).add({ days: 1 }).toString()) {
        days.push([channel.networkName, channel.name, day, null, words.missingShort('no-reading')])
      }
      return days
    })
    return [...rows, ...empty].sort((a, b) => String(a[2]).localeCompare(String(b[2])))
  })
}

function postRows(model: ReportModel): Cell[][] {
  return [...model.posts.best, ...model.posts.others].map((post) => [
    ...[post.networkName, post.title, post.text, post.publishedAt, post.permalink],
    ...METRICS.map((metric) => model.figures[`post.${post.id}.${metric}`]?.value ?? null),
  ])
}

/** A report as CSV. No cell is ever run by a spreadsheet; what was not read is empty, never zero. Days and times of followers are in the report's zone. */
export function renderCsv(model: ReportModel, part: CsvPart): string {
  const rows = {
    figures: () => Object.values(model.figures).map((f) => figureRow(model, f)),
    followers: () => followerRows(model),
    posts: () => postRows(model),
  }
  return writeCsv(HEADS[model.language][part], rows[part](), model.language)
}
