import { createRoute } from '@tanstack/react-router'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const own = createRoute({
  getParentRoute: () => frameRoute,
  path: '/profile',
  staticData: { crumb: () => m['profile.title']() },
  component: page(() => import('./profile-page.tsx')),
})

/** What a member changes about themselves; its door is the menu with their initials. */
export const profile = defineFeature({ name: 'profile', routes: [own] })
