import { PlaybookContent, type PlaybookTask } from '@comptoir/domain/countdown'
import {
  createTask,
  doTask,
  getPlaybook,
  makePlaybookFromEvent,
  readTasks,
  savePlaybook,
} from '@comptoir/operations/countdown'
import type { ToldEvents } from './tell-launches.ts'
import { type Telling, told } from './telling.ts'

const NAME = 'Lancement Orphée 5'
const HOUR = 3600

/** What people do around every launch; `done` for Lyre 3 where its time has come. */
const TASKS: readonly (Omit<PlaybookTask, 'id'> & { done?: 'nour' | 'salome' })[] = [
  {
    title: 'Demander aux ingénieurs la masse de la charge utile',
    offsetSeconds: -21 * 24 * HOUR,
    for: { kind: 'role', role: 'account_manager' },
    done: 'salome',
  },
  {
    title: 'Choisir les images du portique',
    offsetSeconds: -72 * HOUR,
    for: { kind: 'role', role: 'creator' },
  },
  {
    title: 'Confirmer l’heure du direct avec la base',
    offsetSeconds: -26 * HOUR,
    for: { kind: 'role', role: 'account_manager' },
  },
  {
    title: 'Épingler le post du direct sur chaque réseau',
    offsetSeconds: -HOUR,
    for: { kind: 'role', role: 'community_manager' },
  },
  {
    title: 'Relever les chiffres du lendemain pour le rapport',
    offsetSeconds: 24 * HOUR,
    for: { kind: 'role', role: 'analyst' },
  },
]

/** The playbook that the agency made of its last launch, and the tasks that Lyre 3 has from it. */
export async function tellPlaybook({ tx, time, people, id }: Telling, events: ToldEvents): Promise<void> {
  const last = [...events.past.values()].at(-1)
  if (!last) throw new Error('no launch is behind: there is nothing to make a playbook of')
  const made = await makePlaybookFromEvent(tx, people.salome, { eventId: last, name: NAME })
  const { content } = await getPlaybook(tx, made.id)
  const written = time.at(-30, '14:10')
  const tasks = TASKS.map(({ done: _, ...task }) => ({ id: id(written), ...task }))
  const input = { playbookId: made.id, version: 1, name: NAME, content: PlaybookContent.parse({ ...content, tasks }) }
  told(await savePlaybook(tx, people.salome, input), 'saved')
  await tx
    .updateTable('playbooks')
    .set({ created_at: time.at(-40, '10:05').toString(), updated_at: written.toString() })
    .where('id', '=', made.id)
    .execute()
  for (const { done: _, ...task } of TASKS)
    told(await createTask(tx, people.salome, { eventId: events.lyre3.eventId, ...task }), 'created')
  const at = time.at(-6, '11:40').toString()
  await tx
    .updateTable('event_tasks')
    .set({ created_at: time.at(-12, '10:40').toString() })
    .execute()
  for (const task of await readTasks(tx, events.lyre3.eventId)) {
    const by = TASKS.find(({ title }) => title === task.title)?.done
    if (!by) continue
    told(await doTask(tx, people[by], task.id), 'done')
    await tx.updateTable('event_tasks').set({ done_at: at }).where('id', '=', task.id).execute()
  }
}
