import { BookOpen, Building2, FileText, RadioTower, Timer, Users } from 'lucide-react'
import { trpcClient, type Outputs } from '../../data/trpc.ts'
import { defineFeature, type FoundItem, type SearchProvider } from '../../frame/feature.ts'
import { dayAndTime } from '../../format/index.ts'
import { m } from '../../words.ts'

type Found = Outputs['search']['find'][number]

/** One provider for each kind of thing that has a page. */
function provider(
  kind: Found['kind'],
  label: () => string,
  permission: string,
  icon: NonNullable<FoundItem['icon']>,
  pathOf: (found: Found) => string,
): SearchProvider {
  return {
    label,
    permission,
    find: async (text, signal) => {
      const found = await trpcClient.search.find.query({ text, kinds: [kind] }, { signal })
      return found.map((one) => ({
        id: `${one.kind} ${one.id}`,
        title: one.title,
        href: pathOf(one),
        icon,
        ...noteOf(one),
      }))
    },
  }
}

function noteOf(found: Found): { note?: string } {
  if (found.kind === 'member') return {}
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone
  const said = [found.note, found.at ? dayAndTime(found.at, zone) : ''].filter(Boolean).join(' · ')
  return said ? { note: said } : {}
}

export const search = defineFeature({
  name: 'search',
  routes: [] as const,
  search: [
    provider(
      'event',
      () => m['search.events'](),
      'countdown.read',
      Timer,
      ({ id }) => `/countdown/${id}`,
    ),
    provider(
      'playbook',
      () => m['playbooks.title'](),
      'countdown.read',
      BookOpen,
      ({ id }) => `/playbooks/${id}`,
    ),
    provider(
      'client',
      () => m['search.clients'](),
      'clients.read',
      Building2,
      ({ id }) => `/clients/${id}`,
    ),
    provider(
      'post',
      () => m['search.posts'](),
      'posts.read',
      FileText,
      ({ id }) => `/posts/${id}`,
    ),
    provider(
      'channel',
      () => m['search.channels'](),
      'channels.read',
      RadioTower,
      () => '/channels',
    ),
    provider(
      'member',
      () => m['people.title'](),
      'members.read',
      Users,
      ({ id }) => `/people?member=${id}`,
    ),
  ],
})
