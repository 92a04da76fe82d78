import { afterAll, afterEach, beforeAll, describe, test } from 'vitest'
import { clauses } from '../sdk/contract-suite/index.ts'
import type { Stage } from '../sdk/contract-suite/index.ts'
import type { Connector } from '../sdk/index.ts'
import { startSimulator } from './simulator.ts'
import type { Simulator } from './simulator.ts'
import { simulatorStage } from './stage.ts'

/** Every clause of the contract as a test of its own; one that the manifest does not promise is listed as not applicable. */
export function contractOf(connector: Connector): void {
  describe(`the contract of ${connector.manifest.name}`, () => {
    let simulator: Simulator
    let stage: Stage & { close(): Promise<void> }
    beforeAll(async () => {
      simulator = await startSimulator()
      stage = simulatorStage(simulator, connector)
    }, 30_000)
    afterEach(() => stage.calm())
    afterAll(async () => {
      await stage.close()
      await simulator.stop()
    })
    for (const clause of clauses) {
      if (!clause.applies(connector)) continue
      test(`${clause.id}: ${clause.promise}`, { timeout: 40_000 }, () => clause.prove(stage))
    }
  })
}
