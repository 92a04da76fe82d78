import type { TestProject } from 'vitest/node'
import { startTestServer } from './server.ts'
import type {} from './vitest.ts'

/** Vitest's globalSetup: one PostgreSQL for the run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { server, stop } = await startTestServer()
  project.provide('testServer', server)
  return stop
}
