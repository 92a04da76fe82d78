import { createRoute } from '@tanstack/react-router'
import { Settings } from 'lucide-react'
import { day, id, oneOf, searchOf, text } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const house = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings',
  staticData: { crumb: () => m['agency.title'](), permission: 'settings.read' },
  component: page(() => import('./house-page.tsx')),
})

const networks = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings/networks',
  staticData: { crumb: () => m['agency.title'](), permission: 'settings.read' },
  // Which network's keys are typed; with `app`, which ones are replaced.
  validateSearch: searchOf({ network: text, app: id }),
  component: page(() => import('./networks-page.tsx')),
})

const mails = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings/mails',
  staticData: { crumb: () => m['agency.title'](), permission: 'settings.write' },
  validateSearch: searchOf({ mail: id, before: id }),
  component: page(() => import('./mails-page.tsx')),
})

const audit = createRoute({
  getParentRoute: () => frameRoute,
  path: '/settings/audit',
  staticData: { crumb: () => m['agency.title'](), permission: 'audit.read' },
  validateSearch: searchOf({
    member: id,
    by: oneOf(['system', 'link']),
    part: text,
    subject: id,
    from: day,
    until: day,
    before: id,
  }),
  component: page(() => import('./audit-page.tsx')),
})

export const settings = defineFeature({
  name: 'settings',
  routes: [house, networks, mails, audit],
  rail: [
    {
      group: 'run',
      order: 60,
      to: '/settings',
      label: () => m['agency.title'](),
      icon: Settings,
      permission: 'settings.read',
      keys: 'g s',
    },
  ],
})
