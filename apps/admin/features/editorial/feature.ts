import { createRoute } from '@tanstack/react-router'
import { CalendarDays, Stamp } from 'lucide-react'
import { day, id, instant, listOf, oneOf, searchOf, text } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

export const SHOWN = ['review', 'drafts', 'unscheduled', 'cancelled'] as const

export const VIEWS = ['month', 'week', 'day', 'list'] as const
export const LANES = ['client', 'channel'] as const
export const STATES = [
  'draft',
  'review',
  'approved',
  'armed',
  'publishing',
  'published',
  'held',
  'failed',
  'uncertain',
  'cancelled',
] as const

// Not `view`: the deliveries' address has one of its own, with other words.
const calendar = createRoute({
  getParentRoute: () => frameRoute,
  path: '/calendar',
  staticData: { crumb: () => m['editorial.calendar'](), wide: true },
  validateSearch: searchOf({
    span: oneOf(VIEWS),
    date: day,
    lanes: oneOf(LANES),
    client: id,
    channel: id,
    network: text,
    states: listOf(oneOf(STATES)),
    campaign: id,
    person: id,
  }),
  component: page(() => import('./calendar-page.tsx')),
})

const review = createRoute({
  getParentRoute: () => frameRoute,
  path: '/review',
  staticData: { crumb: () => m['editorial.review']() },
  validateSearch: searchOf({ show: oneOf(SHOWN), client: id, open: id }),
  component: page(() => import('./review-page.tsx')),
})

const fresh = createRoute({
  getParentRoute: () => frameRoute,
  path: '/posts/new',
  staticData: { crumb: () => m['editorial.post'](), wide: true, permission: 'posts.write' },
  validateSearch: searchOf({ client: id, at: instant, event: id }),
  component: page(() => import('./new-page.tsx')),
})

const post = createRoute({
  getParentRoute: () => frameRoute,
  path: '/posts/$postId',
  staticData: { crumb: () => m['editorial.post'](), wide: true },
  component: page(() => import('./post-page.tsx')),
})

export const editorial = defineFeature({
  name: 'editorial',
  routes: [calendar, review, fresh, post],
  rail: [
    {
      group: 'now',
      order: 20,
      to: '/review',
      label: () => m['editorial.review'](),
      icon: Stamp,
      permission: 'posts.read',
      keys: 'g r',
      phone: 3,
    },
    {
      group: 'plan',
      order: 10,
      to: '/calendar',
      label: () => m['editorial.calendar'](),
      icon: CalendarDays,
      permission: 'posts.read',
      keys: 'g c',
      phone: 2,
    },
  ],
  topics: { channels: [['editorial']], clients: [['editorial']], presence: [['editorial', 'watchers']] },
})
