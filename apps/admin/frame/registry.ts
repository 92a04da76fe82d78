import type { AnyRoute } from '@tanstack/react-router'
import { registerHouseTopics } from '../live/house-topics.ts'
import { registerLiveTopics } from '../live/topics.ts'
import type { Bell, FeatureParts, NextT0, RailEntry, SearchProvider } from './feature.ts'
import { registerCommands } from './commands.ts'

type Feature = FeatureParts<readonly AnyRoute[]>

let all: readonly Feature[] = []
let rail: readonly RailEntry[] = []

/** Called once at start with every feature; the frame then draws what they brought. */
export function registerFeatures(features: readonly Feature[]): void {
  all = features
  registerHouseTopics()
  const order = { now: 0, plan: 1, prove: 2, run: 3 }
  rail = features
    .flatMap((feature) => feature.rail ?? [])
    .toSorted((a, b) => order[a.group] - order[b.group] || a.order - b.order)
  for (const feature of features) {
    for (const [topic, paths] of Object.entries(feature.topics ?? {})) registerLiveTopics(topic, paths)
    if (feature.commands) registerCommands(feature.commands)
  }
}

export function railEntries(): readonly RailEntry[] {
  return rail
}

export function searchProviders(): readonly SearchProvider[] {
  return all.flatMap((feature) => feature.search ?? [])
}

const nothing = () => undefined

// The list of features is fixed at start, so the hook behind this name never changes between renders.
export function nextT0Hook(): () => NextT0 | null | undefined {
  return all.find((feature) => feature.useNextT0)?.useNextT0 ?? nothing
}

export function bell(): Bell | undefined {
  return all.find((feature) => feature.bell)?.bell
}
