import { createRoute } from '@tanstack/react-router'
import { RadioTower } from 'lucide-react'
import { flag, id, searchOf, text } from '../../data/search-shape.ts'
import { defineFeature } from '../../frame/feature.ts'
import { page } from '../../frame/page.tsx'
import { frameRoute } from '../../frame/root-route.ts'
import { m } from '../../words.ts'

const list = createRoute({
  getParentRoute: () => frameRoute,
  path: '/channels',
  staticData: { crumb: () => m['channels.title']() },
  validateSearch: searchOf({ past: flag }),
  component: page(() => import('./list-page.tsx')),
})

// Also where a network sends the browser back to: ?result=choose&pending=…
const connect = createRoute({
  getParentRoute: () => frameRoute,
  path: '/channels/connect',
  staticData: { crumb: () => m['channels.connect'](), permission: 'channels.connect' },
  validateSearch: searchOf({ result: text, network: text, pending: id, channel: id, client: id, why: text }),
  component: page(() => import('./connect-page.tsx')),
})

export const channels = defineFeature({
  name: 'channels',
  routes: [list, connect],
  rail: [
    {
      group: 'run',
      order: 50,
      to: '/channels',
      label: () => m['channels.title'](),
      icon: RadioTower,
      permission: 'channels.read',
      keys: 'g n',
    },
  ],
  topics: { deliveries: [['channels', 'list']], readings: [['channels', 'list']], clients: [['channels', 'list']] },
})
