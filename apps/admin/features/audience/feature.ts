import { createRoute } from '@tanstack/react-router'
import { UsersRound } from 'lucide-react'
import { day, flag, id, oneOf, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

/** How far back the curves look; `custom` reads `from` and `until`. */
export const SPANS = ['quarter', 'year', 'mandate', 'all', 'custom'] as const
export type Span = (typeof SPANS)[number]

// `source`: the channel whose readings are open beside the page; `enter`: a figure is being typed.
const main = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audience',
  staticData: { crumb: () => m['audience.title']() },
  validateSearch: searchOf({
    client: id,
    channel: id,
    span: oneOf(SPANS),
    from: day,
    until: day,
    source: id,
    enter: flag,
  }),
  component: page(() => import('./audience-page.tsx')),
})

// `done`: the import that a notice tells of.
const bring = createRoute({
  getParentRoute: () => frameRoute,
  path: '/audience/import',
  staticData: { crumb: () => m['audience.title'](), permission: 'audience.import' },
  validateSearch: searchOf({ client: id, channel: id, done: id }),
  component: page(() => import('./import-page.tsx')),
})

export const audience = defineFeature({
  name: 'audience',
  routes: [main, bring],
  rail: [
    {
      group: 'prove',
      order: 20,
      to: '/audience',
      label: () => m['audience.title'](),
      icon: UsersRound,
      permission: 'audience.read',
      keys: 'g a',
    },
  ],
  topics: {
    channels: [['audience']],
    clients: [['audience']],
    events: [['audience', 'series']],
    mandates: [['audience']],
  },
})
