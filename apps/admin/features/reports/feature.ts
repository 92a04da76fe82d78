import { createRoute } from '@tanstack/react-router'
import { Newspaper } from 'lucide-react'
import { day, flag, id, oneOf, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports',
  staticData: { crumb: () => m['reporting.title']() },
  validateSearch: searchOf({ new: flag, client: id }),
  component: page(() => import('./list-page.tsx')),
})

const one = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/$definitionId',
  staticData: { crumb: () => m['reporting.title'](), wide: true },
  validateSearch: searchOf({ from: day, until: day, edit: flag, pane: oneOf(['words', 'preview', 'editions']) }),
  component: page(() => import('./report-page.tsx')),
})

const edition = createRoute({
  getParentRoute: () => frameRoute,
  path: '/reports/editions/$editionId',
  staticData: { crumb: () => m['reporting.title'](), wide: true },
  validateSearch: searchOf({ share: flag }),
  component: page(() => import('./edition-page.tsx')),
})

export const reports = defineFeature({
  name: 'reporting',
  routes: [list, one, edition],
  rail: [
    {
      group: 'prove',
      order: 30,
      to: '/reports',
      label: () => m['reporting.title'](),
      icon: Newspaper,
      permission: 'reports.read',
      keys: 'g p',
    },
  ],
  topics: { clients: [['reporting', 'definitions']], mandates: [['reporting', 'definitions']] },
})
