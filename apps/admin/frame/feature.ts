import type { AnyRoute } from '@tanstack/react-router'
import type { ComponentType } from 'react'
import type { QueryPath } from '../live/topics.ts'
import type { Command } from './commands.ts'

/** The rail's groups: what people do now, plan, prove and run. */
export type RailGroup = 'now' | 'plan' | 'prove' | 'run'

export interface RailEntry {
  group: RailGroup
  /** Place inside the group: the drawn order is 10, 20, 30 … */
  order: number
  to: string
  label: () => string
  icon: ComponentType<{ size?: number | string; strokeWidth?: number | string; className?: string }>
  /** Shown only to whom may do this. */
  permission?: string
  /** Two letters, the first being g: "g t" goes to Today. */
  keys?: string
  /** Place in the phone's bottom bar, where the first four stand, with a shorter label where the long one does not fit. */
  phone?: number
  phoneLabel?: () => string
  /** A hook that says whether the entry is there at all just now; without it, it is. */
  useShown?: () => boolean
  /** A hook that counts what waits there. */
  useCount?: () => number | undefined
  /** The count is set in bold: something there needs a hand now. */
  hot?: boolean
}

/** One thing that Ctrl-K found. */
export interface FoundItem {
  id: string
  title: string
  /** In grey beside the title: the client, the time. */
  note?: string
  /** Where Enter goes: a path with its search, as an address. */
  href: string
  icon?: RailEntry['icon']
}

export interface SearchProvider {
  /** The heading above what it found. */
  label: () => string
  permission?: string
  find: (text: string, signal: AbortSignal) => Promise<readonly FoundItem[]>
}

/** The nearest T-0, for the clock in the top bar of every page. */
export interface NextT0 {
  /** "Lyre 3" */
  title: string
  /** Path of its launch room or its event page. */
  href: string
  state: 'planned' | 'go' | 'hold' | 'launched' | 'closed' | 'scrubbed'
  /** T-0, or lift-off once launched (ISO instant). Null while unknown. */
  at: string | null
  /** When only the day is known: "2025-12-12". */
  day?: string | null
  /** Where the clock stood when it was stopped, in seconds from T-0 (hold, scrub). */
  frozen?: number | null
}

/** The bell: how many are unread, and what opens under it. */
export interface Bell {
  useUnread: () => number | undefined
  panel: () => Promise<{ default: ComponentType<{ close: () => void }> }>
}

export interface FeatureParts<Routes extends readonly AnyRoute[]> {
  /** The context's name: also the prefix of its words. */
  name: string
  /** Routes under frameRoute, or under rootRoute for pages without the frame. Give them with `as const`. */
  routes: Routes
  rail?: readonly RailEntry[]
  commands?: readonly Command[]
  search?: readonly SearchProvider[]
  /** Which queries a live topic makes stale: { countdown: [['countdown'], ['publishing', 'list']] }. */
  topics?: Readonly<Record<string, readonly QueryPath[]>>
  /** One feature (countdown) says which T-0 is nearest. */
  useNextT0?: () => NextT0 | null | undefined
  /** One feature (notices) brings the bell. */
  bell?: Bell
}

/** What a feature brings to the frame: `export const countdown = defineFeature({ … })` in features/countdown/feature.ts. */
export function defineFeature<const Routes extends readonly AnyRoute[]>(
  parts: FeatureParts<Routes>,
): FeatureParts<Routes> {
  return parts
}

type RoutesOf<Features extends readonly unknown[]> = Features extends readonly [infer First, ...infer Rest]
  ? First extends { routes: infer Routes extends readonly AnyRoute[] }
    ? [...Routes, ...RoutesOf<Rest>]
    : RoutesOf<Rest>
  : []

/** The routes of all features, each with its own type, so that links know every page. */
export function routesOf<const Features extends readonly { routes: readonly AnyRoute[] }[]>(
  features: Features,
): RoutesOf<Features> {
  return features.flatMap((feature) => [...feature.routes]) as RoutesOf<Features>
}
