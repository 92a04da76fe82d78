import { createRoute } from '@tanstack/react-router'
import { Rocket, Timer } from 'lucide-react'
import { id, instant, oneOf, searchOf, whole } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'
import { ORDERS } from './orders.ts'
import { useLaunchIsNear, useNextT0 } from './use-next-t0.ts'

const listSearch = searchOf({ new: oneOf(['event']) })
const roomSearch = searchOf({
  do: oneOf([...ORDERS, 'poll']),
  t0: instant,
  display: (raw) => (Number(raw) === 1 ? 1 : undefined),
})
const eventSearch = searchOf({ do: oneOf([...ORDERS, 'edit', 'poll', 'playbook']), t0: instant, attempt: whole(1) })

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

const room = createRoute({
  getParentRoute: () => frameRoute,
  path: '/countdown/$eventId/room',
  staticData: { bare: true },
  validateSearch: roomSearch,
  component: page(() => import('./room/room-page.tsx')),
})

const rehearsal = createRoute({
  getParentRoute: () => frameRoute,
  path: '/countdown/$eventId/rehearsal',
  staticData: { crumb: () => m['countdown.title']() },
  validateSearch: searchOf({ run: id }),
  component: page(() => import('./rehearsal/rehearsal-page.tsx')),
})

const playbooks = createRoute({
  getParentRoute: () => frameRoute,
  path: '/playbooks',
  staticData: { crumb: () => m['countdown.title']() },
  component: page(() => import('./playbooks/list-page.tsx')),
})

const playbook = createRoute({
  getParentRoute: () => frameRoute,
  path: '/playbooks/$playbookId',
  staticData: { crumb: () => m['countdown.title']() },
  component: page(() => import('./playbooks/playbook-page.tsx')),
})

export const countdown = defineFeature({
  name: 'countdown',
  routes: [list, event, room, rehearsal, playbooks, playbook],
  rail: [
    {
      group: 'now',
      order: 40,
      to: '/countdown/next/room',
      label: () => m['room.title'](),
      icon: Rocket,
      permission: 'countdown.read',
      keys: 'g l',
      phone: 4,
      phoneLabel: () => m['countdown.phone'](),
      useShown: useLaunchIsNear,
    },
    {
      group: 'plan',
      order: 20,
      to: '/countdown',
      label: () => m['countdown.title'](),
      icon: Timer,
      permission: 'countdown.read',
      keys: 'g k',
      phone: 5,
      phoneLabel: () => m['countdown.phone'](),
    },
  ],
  topics: {
    events: [['countdown'], ['today']],
    presence: [['countdown', 'watchers']],
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
