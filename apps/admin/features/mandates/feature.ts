import { createRoute } from '@tanstack/react-router'
import { ScrollText } from 'lucide-react'
import { flag, id, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mandates',
  staticData: { crumb: () => m['mandates.title']() },
  validateSearch: searchOf({ new: flag, client: id }),
  component: page(() => import('./list-page.tsx')),
})

const one = createRoute({
  getParentRoute: () => frameRoute,
  path: '/mandates/$mandateId',
  staticData: { crumb: () => m['mandates.title']() },
  validateSearch: searchOf({ edit: flag }),
  component: page(() => import('./mandate-page.tsx')),
})

export const mandates = defineFeature({
  name: 'mandates',
  routes: [list, one],
  rail: [
    {
      group: 'run',
      order: 30,
      to: '/mandates',
      label: () => m['mandates.title'](),
      icon: ScrollText,
      permission: 'mandates.read',
      keys: 'g m',
    },
  ],
  topics: { deliveries: [['mandates']], readings: [['mandates']], clients: [['mandates']] },
})
