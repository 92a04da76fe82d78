import { defineFeature } from '../../frame/feature.ts'
import { useUnread } from './use-unread.ts'

export const notices = defineFeature({
  name: 'notices',
  routes: [] as const,
  topics: { notices: [['notices'], ['today']] },
  bell: { useUnread, panel: () => import('./bell-panel.tsx') },
})
