import { createTestDatabase, type TestDatabase } from '@comptoir/db/testing'
import { type Simulator, startSimulator } from '@comptoir/connectors/testing'
import { type Newsroom, openNewsroom } from '@comptoir/operations/testing'
import { startWorker } from './worker-process.ts'

export type NewsroomAtWork = { database: TestDatabase; simulator: Simulator; room: Newsroom; close(): Promise<void> }

/** A newsroom with two worker processes on its database, from the first test on: what one does twice, or both do, shows. */
export async function openNewsroomAtWork(): Promise<NewsroomAtWork> {
  const database = await createTestDatabase()
  const simulator = await startSimulator()
  const room = await openNewsroom(database, simulator)
  const workers = await Promise.all([startWorker(room.env), startWorker(room.env)])
  return {
    database,
    simulator,
    room,
    async close() {
      await Promise.all(workers.map((worker) => worker.stop()))
      await room.close()
      await simulator.stop()
      await database.close()
    },
  }
}
