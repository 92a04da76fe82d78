import { createRoute } from '@tanstack/react-router'
import { Timer } from 'lucide-react'
import { instant, oneOf, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'
import { useNextT0 } from './use-next-t0.ts'

/** What may be ordered of an event, as the address says it: ?do=slip&t0=2025-12-14T19:45:00Z. */
export const ORDERS = ['go', 'hold', 'slip', 'scrub', 'launched', 'resume', 'close', 'open-attempt', 'set-t0'] as const
export type Order = (typeof ORDERS)[number]

const listSearch = searchOf({ new: oneOf(['event']) })
const eventSearch = searchOf({ do: oneOf([...ORDERS, 'edit']), t0: instant })

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/countdown',
  staticData: { crumb: () => m['countdown.title']() },
  validateSearch: listSearch,
  component: page(() => import('./list-page.tsx')),
})

const event = createRoute({
  getParentRoute: () => frameRoute,
  path: '/countdown/$eventId',
  staticData: { crumb: () => m['countdown.title']() },
  validateSearch: eventSearch,
  component: page(() => import('./event-page.tsx')),
})

export const countdown = defineFeature({
  name: 'countdown',
  routes: [list, event],
  rail: [
    {
      group: 'plan',
      order: 20,
      to: '/countdown',
      label: () => m['countdown.title'](),
      icon: Timer,
      permission: 'countdown.read',
      keys: 'g k',
      phone: 4,
      phoneLabel: () => m['countdown.phone'](),
    },
  ],
  topics: {
    events: [['countdown'], ['today']],
    deliveries: [
      ['countdown', 'get'],
      ['countdown', 'preview'],
    ],
    posts: [
      ['countdown', 'get'],
      ['countdown', 'preview'],
    ],
  },
  useNextT0,
})
