import { useQuery } from '@tanstack/react-query'
import { StateMark } from '../../components/state-mark.tsx'
import { trpc, type Outputs } from '../../data/trpc.ts'
import { relative } from '../../format/index.ts'
import { m } from '../../words.ts'

type Worker = Outputs['agency']['workers'][number]

/** Who publishes for this house, and whether their clocks can be trusted. */
export function WorkersPanel() {
  const { data: workers } = useQuery(trpc.agency.workers.queryOptions(undefined, { refetchInterval: 10_000 }))
  if (!workers) return null
  const atWork = workers.filter(({ state }) => state !== 'lost').length
  return (
    <section>
      <h2 className="rule pb-1.5 text-13 font-bold">{m['agency.section.workers']()}</h2>
      <p className="py-1.5 text-13 text-ink-3">
        {atWork > 0 ? m['agency.workers.what']({ count: atWork }) : m['agency.workers.none']()}
      </p>
      <ul>
        {workers.map((worker) => (
          <li key={worker.id} className="flex flex-wrap items-center gap-x-4 border-b border-hair py-1.5 text-13">
            <span className="w-[240px]">{worker.host}</span>
            <StateMark state={worker.state === 'at-work' ? 'published' : 'late'} word={stateWord(worker)} />
            <span className="text-ink-3">{detail(worker)}</span>
          </li>
        ))}
      </ul>
    </section>
  )
}

const stateWord = ({ state }: Worker) =>
  ({
    'at-work': m['agency.workers.at-work'],
    'clock-off': m['agency.workers.clock-off'],
    lost: m['agency.workers.lost'],
  })[state]()

function detail({ state, seenAt, aheadMs }: Worker): string {
  if (state === 'lost') return m['agency.workers.silent']({ when: relative(seenAt, new Date()) })
  if (state === 'at-work') return m['agency.workers.clock-well']()
  const seconds = Math.round(Math.abs(aheadMs) / 1000)
  return aheadMs > 0 ? m['agency.workers.ahead']({ seconds }) : m['agency.workers.behind']({ seconds })
}
