import { useMutation, useQuery } from '@tanstack/react-query'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { dayAndTime, number } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import { dayWord } from './days.ts'

type Line = Outputs['audience']['imports'][number]

/** What was imported, by whom, and the way back. */
export function PastImports({ client, done }: { client: string | undefined; done: string | undefined }) {
  const { data: lines } = useQuery(trpc.audience.imports.queryOptions(client && !done ? { clientId: client } : {}))
  if (!lines || lines.length === 0) return null
  return (
    <section className="pt-5">
      <h2 className="rule pb-1.5 text-14 font-bold">{m['audience.imports']()}</h2>
      <ul>
        {lines.map((line) => (
          <ImportRow key={line.id} line={line} isTold={line.id === done} />
        ))}
      </ul>
    </section>
  )
}

function ImportRow({ line, isTold }: { line: Line; isTold: boolean }) {
  const zone = useZone()
  const mayImport = useMay('audience.import')
  const undo = useMutation(
    trpc.audience.undoImport.mutationOptions({
      onSuccess: () => showToast(m['audience.undo.done']({ file: line.fileName })),
      onError: (error) => showToast(sentenceOf(error)),
      onSettled: () => queryClient.invalidateQueries({ queryKey: trpc.audience.pathKey() }),
    }),
  )
  const { withdrawn } = line
  return (
    <li
      className={`flex flex-wrap items-center gap-x-4 gap-y-1 border-b border-hair py-2 text-13 ${isTold ? 'bg-selected px-2' : ''}`}
    >
      <span className="min-w-[200px] flex-1">
        <span className={withdrawn ? 'text-ink-3 line-through' : 'font-medium'}>{line.fileName}</span>
        <span className="block text-12 text-ink-3">
          {m['audience.imports.by']({ by: line.by, at: dayAndTime(line.at, zone) })}
        </span>
      </span>
      <span className="flex w-[220px] items-center gap-2 phone:w-auto">
        <NetworkMark network={line.network} />
        <span className="min-w-0 truncate">{line.handle}</span>
        <span className="truncate text-12 text-ink-3">{line.clientName}</span>
      </span>
      <span className="w-[210px] phone:w-auto">
        <b className="tabular-nums">{m['audience.readings-count']({ count: line.count, shown: number(line.count) })}</b>
        {line.from && line.to && (
          <span className="block text-12 text-ink-3 tabular-nums">
            {dayWord(line.from)} – {dayWord(line.to)}
          </span>
        )}
      </span>
      <span className="w-[130px] text-right phone:w-auto">
        {withdrawn ? (
          <span className="text-12 text-ink-3">
            {m['audience.undo.was']({ by: withdrawn.by, at: dayAndTime(withdrawn.at, zone) })}
          </span>
        ) : (
          mayImport && (
            <ConfirmButton
              size="small"
              danger={false}
              label={m['audience.undo']()}
              title={m['audience.undo.title']({ count: line.count, shown: number(line.count), handle: line.handle })}
              confirm={m['audience.undo.do']()}
              onConfirm={() => undo.mutateAsync({ importId: line.id })}
            >
              {m['audience.undo.says']()}
            </ConfirmButton>
          )
        )}
      </span>
    </li>
  )
}
