import { createRoute } from '@tanstack/react-router'
import { Send } from 'lucide-react'
import { id, oneOf, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

/** What the list shows: what wants a person, what is coming, what is out. */
export const VIEWS = ['hands', 'coming', 'out'] as const
export type View = (typeof VIEWS)[number]

const validateSearch = searchOf({ view: oneOf(VIEWS), client: id, channel: id })

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/deliveries',
  staticData: { crumb: () => m['publishing.title']() },
  validateSearch,
  component: page(() => import('./deliveries-page.tsx')),
})

// The same page with one of them open beside it: what a notice or a colleague links to.
const one = createRoute({
  getParentRoute: () => frameRoute,
  path: '/deliveries/$deliveryId',
  staticData: { crumb: () => m['publishing.title']() },
  validateSearch,
  component: page(() => import('./deliveries-page.tsx')),
})

const restored = createRoute({
  getParentRoute: () => frameRoute,
  path: '/restored',
  staticData: { crumb: () => m['publishing.title']() },
  component: page(() => import('./restored-page.tsx')),
})

const evidence = createRoute({
  getParentRoute: () => frameRoute,
  path: '/posts/$postId/evidence',
  component: page(() => import('./evidence-page.tsx')),
})

export const publishing = defineFeature({
  name: 'publishing',
  routes: [list, one, restored, evidence],
  rail: [
    {
      group: 'prove',
      order: 10,
      to: '/deliveries',
      label: () => m['publishing.title'](),
      icon: Send,
      permission: 'deliveries.read',
      keys: 'g d',
    },
  ],
  topics: { deliveries: [['restore']], channels: [['publishing']], posts: [['publishing']] },
})
