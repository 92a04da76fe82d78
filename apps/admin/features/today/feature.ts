import { createRoute } from '@tanstack/react-router'
import { ListTodo } from 'lucide-react'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'
import { useTodayCount } from './use-today.ts'

const home = createRoute({
  getParentRoute: () => frameRoute,
  path: '/',
  staticData: { crumb: () => m['today.title']() },
  component: page(() => import('./today-page.tsx')),
})

const topics = [
  'clients',
  'mandates',
  'members',
  'channels',
  'posts',
  'reviews',
  'deliveries',
  'readings',
  'notices',
  'events',
]

export const today = defineFeature({
  name: 'today',
  routes: [home],
  rail: [
    {
      group: 'now',
      order: 10,
      to: '/',
      label: () => m['today.title'](),
      icon: ListTodo,
      keys: 'g t',
      phone: 1,
      useCount: useTodayCount,
      hot: true,
    },
  ],
  topics: Object.fromEntries(topics.map((topic) => [topic, [['today']]])),
})
