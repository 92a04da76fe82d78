import { createRoute } from '@tanstack/react-router'
import { Users } from 'lucide-react'
import { flag, id, searchOf } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/people',
  staticData: { crumb: () => m['people.title']() },
  validateSearch: searchOf({ member: id, invite: flag }),
  component: page(() => import('./people-page.tsx')),
})

export const people = defineFeature({
  name: 'people',
  routes: [list],
  rail: [
    {
      group: 'run',
      order: 40,
      to: '/people',
      label: () => m['people.title'](),
      icon: Users,
      permission: 'members.read',
      keys: 'g e',
    },
  ],
})
