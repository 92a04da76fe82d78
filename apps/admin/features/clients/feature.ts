import { createRoute } from '@tanstack/react-router'
import { Building2 } from 'lucide-react'
import { flag, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/clients',
  staticData: { crumb: () => m['clients.title']() },
  validateSearch: searchOf({ new: flag, archived: flag }),
  component: page(() => import('./list-page.tsx')),
})

const one = createRoute({
  getParentRoute: () => frameRoute,
  path: '/clients/$clientId',
  staticData: { crumb: () => m['clients.title']() },
  validateSearch: searchOf({ edit: flag }),
  component: page(() => import('./client-page.tsx')),
})

export const clients = defineFeature({
  name: 'clients',
  routes: [list, one],
  rail: [
    {
      group: 'run',
      order: 20,
      to: '/clients',
      label: () => m['clients.title'](),
      icon: Building2,
      permission: 'clients.read',
    },
  ],
  topics: { channels: [['clients']], events: [['clients']], deliveries: [['clients']] },
})
