import { useMutation } from '@tanstack/react-query'
import { getRouteApi, Link } from '@tanstack/react-router'
import { useState } from 'react'
import { Button, buttonClass } from '../../components/button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay } from '../../data/session.ts'
import { queryClient, trpc, type Inputs } from '../../data/trpc.ts'
import { number } from '../../format/index.ts'
import { useCrumbs } from '../../frame/crumbs.ts'
import { m } from '../../words.ts'
import { ColumnsField, type Reading } from './import-columns.tsx'
import { Faults, Outcome } from './import-outcome.tsx'
import { type Chosen, SourceFields } from './import-source.tsx'
import { PastImports } from './past-imports.tsx'

const route = getRouteApi('/frame/audience/import')

/** Brings past figures: a file, what it would do row by row, then one button that says so. */
export default function ImportPage() {
  const search = route.useSearch()
  const mayImport = useMay('audience.import')
  useCrumbs([{ label: m['audience.import.title']() }])
  return (
    <div className="max-w-[920px] px-7 py-5 phone:px-4">
      <h1 className="pb-1 text-26">{m['audience.import.title']()}</h1>
      <p className="max-w-[72ch] pb-5 text-pretty text-ink-2">{m['audience.import.says']()}</p>
      {mayImport ? <Bring /> : <ErrorNote title={m['audience.import.not-yours']()} />}
      <PastImports client={search.client} done={search.done} />
    </div>
  )
}

function Bring() {
  const search = route.useSearch()
  const [chosen, setChosen] = useState<Chosen>({
    clientId: search.client ?? null,
    channelId: search.channel ?? null,
    fileName: '',
    text: '',
  })
  const [reading, setReading] = useState<Reading>({ columns: null, order: null })
  const dryRun = useMutation(trpc.audience.dryRun.mutationOptions())
  const bring = useMutation(
    trpc.audience.import.mutationOptions({
      onSuccess: (outcome) => {
        if (outcome.kind !== 'imported') return
        void queryClient.invalidateQueries({ queryKey: trpc.audience.pathKey() })
      },
    }),
  )
  const inputOf = (of: Chosen, by: Reading): Inputs['audience']['dryRun'] | null =>
    of.clientId && of.text !== ''
      ? {
          clientId: of.clientId,
          channelId: of.channelId,
          fileName: of.fileName || m['audience.import.pasted-name'](),
          text: of.text,
          columns: by.columns,
          order: by.order,
        }
      : null
  const look = (of: Chosen, by: Reading) => {
    setChosen(of)
    setReading(by)
    bring.reset()
    const input = inputOf(of, by)
    if (input) dryRun.mutate(input)
    else dryRun.reset()
  }
  const plan = dryRun.data
  const input = inputOf(chosen, reading)
  const done = bring.data?.kind === 'imported' ? bring.data : null
  const refused = bring.data?.kind === 'refused' ? bring.data : null
  const before = bring.data?.kind === 'already-imported' ? bring.data.before : null
  const doubled = plan?.kind === 'ready' && plan.count === 0
  return (
    <div className="grid gap-6 pb-8">
      <SourceFields
        chosen={chosen}
        busy={dryRun.isPending}
        onChange={(next) =>
          look(
            next,
            next.text === chosen.text && next.clientId === chosen.clientId ? reading : { columns: null, order: null },
          )
        }
      />
      <div aria-live="polite" className="grid gap-5">
        {dryRun.isPending && <p className="text-ink-2">{m['audience.import.reading']()}</p>}
        {dryRun.error && <ErrorNote title={sentenceOf(dryRun.error)} kept={m['audience.kept']()} />}
        {plan && !dryRun.isPending && !done && (
          <>
            {plan.kind === 'ready' ? (
              <Outcome plan={plan} />
            ) : (
              <Faults errors={plan.errors} more={plan.more} rows={plan.rows} />
            )}
            <ColumnsField
              key={plan.header.join('\n')}
              plan={plan}
              clientId={chosen.clientId}
              channelId={chosen.channelId}
              onChange={(next) => look(chosen, next)}
            />
            {refused?.why === 'wrong-rows' && <Faults errors={refused.errors} more={refused.more} rows={plan.rows} />}
            {refused?.why === 'nothing-new' && <ErrorNote title={m['audience.import.nothing-new']()} />}
            {before && <ErrorNote title={m['audience.import.before']({ file: before.fileName, by: before.by })} />}
            {bring.error && <ErrorNote title={sentenceOf(bring.error)} kept={m['audience.kept']()} />}
            {plan.kind === 'ready' && input && !doubled && (
              <div>
                <Button kind="primary" busy={bring.isPending} onPress={() => bring.mutate(input)}>
                  {m['audience.import.do']({
                    count: plan.count,
                    shown: number(plan.count),
                    channels: plan.channels.filter(({ count }) => count > 0).length,
                  })}
                </Button>
              </div>
            )}
          </>
        )}
        {done && (
          <div className="rounded-3 border border-line bg-surface p-4">
            <p className="text-16 font-bold">
              {m['audience.import.done']({ count: done.count, shown: number(done.count) })}
            </p>
            <p className="pt-0.5 text-13 text-ink-2">{m['audience.import.done-says']()}</p>
            <div className="flex flex-wrap gap-2 pt-3">
              <Link
                to="/audience"
                search={{ client: chosen.clientId ?? undefined, span: 'all' }}
                className={buttonClass('primary')}
              >
                {m['audience.import.see']()}
              </Link>
              <Button onPress={() => look({ ...chosen, fileName: '', text: '' }, { columns: null, order: null })}>
                {m['audience.import.another']()}
              </Button>
            </div>
          </div>
        )}
      </div>
    </div>
  )
}
