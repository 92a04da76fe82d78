import { createRoute } from '@tanstack/react-router'
import { Timer } from 'lucide-react'
import { instant, oneOf, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'
import { ORDERS } from './orders.ts'
import { useNextT0 } from './use-next-t0.ts'

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
