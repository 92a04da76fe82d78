import { useMutation } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { queryClient, trpc, type Outputs } from '../../data/trpc.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'
import type { DraftKeeper, KeeperState } from './draft-keeper.ts'
import { KeptMark } from './kept-note.tsx'
import { PeriodChoice } from './period-choice.tsx'
import { dayText, periodWord, type ReportPage, type Stretch } from './report-words.ts'

type Answer = Outputs['reporting']['freeze']
type Refusal = Extract<Answer, { kind: 'refused' }>

interface Props {
  report: ReportPage
  stretch: Stretch
  keeper: DraftKeeper
  state: KeeperState
  mayWrite: boolean
  onStretch: (stretch: Stretch) => void
  onEdit: () => void
  onArchive: () => unknown
}

/** What is being written, whether it is kept, and the step that ends it. */
export function ReportHead({ report, stretch, keeper, state, mayWrite, onStretch, onEdit, onArchive }: Props) {
  const navigate = useNavigate()
  const [no, setNo] = useState<Refusal | string | null>(null)
  const before = report.editions.find(({ from, until }) => from === stretch.from && until === stretch.until)
  const today = Temporal.Now.plainDateISO(report.zone).toString()
  const isOver = stretch.until < today
  const freeze = useMutation(trpc.reporting.freeze.mutationOptions())

  async function act() {
    setNo(null)
    if (!(await keeper.flush())) return setNo(m['reporting.keep-first']())
    try {
      const answer = await freeze.mutateAsync({
        definitionId: report.id,
        ...stretch,
        seenEditionId: before?.id ?? null,
      })
      void queryClient.invalidateQueries({ queryKey: trpc.reporting.pathKey() })
      if (answer.kind === 'refused') return setNo(answer)
      showToast(m['reporting.frozen']({ number: answer.number }))
      return void navigate({ to: '/reports/editions/$editionId', params: { editionId: answer.editionId }, search: {} })
    } catch (error) {
      return setNo(sentenceOf(error))
    }
  }

  /** Another period, or the form: the words here are kept first, or one stays with them. */
  async function leaveFor(go: () => void) {
    if (await keeper.flush()) go()
    else setNo(m['reporting.keep-first']())
  }

  return (
    <header className="border-b border-line px-5 py-3 phone:px-4">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2">
        <div className="min-w-0 flex-1 basis-[240px]">
          <h1 className="truncate text-20">{report.name}</h1>
          <p className="truncate text-12 text-ink-3">
            <PathLink path={`/clients/${report.clientId}`}>{report.clientName}</PathLink>
            {' · '}
            <PathLink path={`/mandates/${report.mandateId}`}>{report.mandateName}</PathLink>
            {` · ${m[`reporting.language.${report.language}`]()}`}
          </p>
        </div>
        <PeriodChoice report={report} stretch={stretch} onChange={(next) => void leaveFor(() => onStretch(next))} />
        {mayWrite && <KeptMark state={state} />}
        {mayWrite && (
          <div className="flex flex-wrap gap-2">
            <Button onPress={() => void leaveFor(onEdit)}>{m['reporting.edit']()}</Button>
            <ConfirmButton
              danger={false}
              label={m['reporting.archive']()}
              title={m['reporting.archive-title']({ name: report.name })}
              confirm={m['reporting.archive-do']()}
              onConfirm={onArchive}
            >
              {m['reporting.archive-says']()}
            </ConfirmButton>
            <ConfirmButton
              danger={false}
              kind={before ? 'plain' : 'primary'}
              isDisabled={!isOver}
              label={m['reporting.freeze']()}
              title={m['reporting.freeze-title']({ period: periodWord(stretch) })}
              confirm={m['reporting.freeze-do']()}
              keep={m['reporting.freeze-keep']()}
              onConfirm={act}
            >
              <p>{m['reporting.freeze-says']()}</p>
              {before && (
                <p className="pt-2 font-medium text-ink">{m['reporting.freeze-again']({ number: before.number })}</p>
              )}
            </ConfirmButton>
          </div>
        )}
      </div>
      {report.archivedAt && <p className="pt-2 text-13 font-medium">{m['reporting.archived-line']()}</p>}
      {!report.archivedAt && !isOver && (
        <p className="pt-2 text-13 text-ink-2">{m['reporting.not-over']({ day: dayText(stretch.until) })}</p>
      )}
      {no && (
        <div className="pt-3">
          <ErrorNote title={typeof no === 'string' ? no : refusalWord(no)}>
            {typeof no === 'object' && no.why === 'already-frozen' && (
              <PathLink path={`/reports/editions/${no.editionId}`}>{m['reporting.see-it']()}</PathLink>
            )}
          </ErrorNote>
        </div>
      )}
    </header>
  )
}

function refusalWord(no: Refusal): string {
  if (no.why === 'already-frozen') return m['reporting.why.already-frozen']({ number: no.number })
  return m[`reporting.why.${no.why}`]()
}
