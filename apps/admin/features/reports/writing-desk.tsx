import { useQuery } from '@tanstack/react-query'
import { useRef } from 'react'
import { LeaveGuard } from '../../components/leave-guard.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { trpc } from '../../data/trpc.ts'
import { m } from '../../words.ts'
import { EditionList } from './edition-list.tsx'
import { FigureList } from './figure-list.tsx'
import { KeptNote } from './kept-note.tsx'
import { PagePane } from './page-pane.tsx'
import { firstWidth, type FrameWidth } from './report-frame.tsx'
import { ReportHead } from './report-head.tsx'
import { periodWord, type ReportPage, type Stretch } from './report-words.ts'
import { useKeeper } from './use-keeper.ts'
import { type Draft, faultsOf, placeFigure, textsByPath, withText, type Words } from './words-draft.ts'
import { useAim } from './use-aim.ts'
import { fieldWord, WordsEditor } from './words-editor.tsx'

const WRITING =
  'desk:grid-cols-[minmax(280px,360px)_minmax(0,1fr)] desk:@6xl:grid-cols-[minmax(300px,380px)_minmax(0,1fr)_252px]'
const READING = 'desk:grid-cols-[252px_minmax(0,1fr)] desk:@6xl:grid-cols-[minmax(0,1fr)_252px]'

export type View = 'words' | 'preview' | 'editions'

interface Props {
  report: ReportPage
  stretch: Stretch
  draft: Draft
  mayWrite: boolean
  /** What a phone shows; a desk shows all. */
  view: View
  onView: (view: View) => void
  onStretch: (stretch: Stretch) => void
  onEdit: () => void
  onArchive: () => unknown
}

/** The words, the page that they make, and the figures that they may name, side by side. */
export function WritingDesk({ report, stretch, draft, mayWrite, view, onView, onStretch, onEdit, onArchive }: Props) {
  const [state, keeper] = useKeeper(report.id, stretch, draft)
  const fields = useRef<HTMLDivElement>(null)
  const aim = useAim(fields)
  const faults = faultsOf(state.words, draft.figures)
  const write = (words: Words) => keeper.write(words, faultsOf(words, draft.figures).size > 0)

  function place(key: string) {
    // A section may have been taken away since.
    const path = textsByPath(state.words).has(aim) ? aim : 'headline'
    const field = fields.current?.querySelector<HTMLInputElement | HTMLTextAreaElement>(`[name="${path}"]`)
    if (!field) return
    const text = textsByPath(state.words).get(path) ?? ''
    const start = field.selectionStart ?? text.length
    const put = placeFigure(text, start, field.selectionEnd ?? start, key)
    write(withText(state.words, path, put.text))
    requestAnimationFrame(() => {
      field.focus()
      field.setSelectionRange(put.cursor, put.cursor)
    })
  }

  // Who may not write reads: the page and its editions.
  const panes = mayWrite ? (['words', 'preview', 'editions'] as const) : (['preview', 'editions'] as const)
  const shown = mayWrite || view !== 'words' ? view : 'preview'
  const on = (one: View) => (shown === one ? '' : 'phone:hidden')
  return (
    <div className="@container flex min-w-0 flex-col bg-surface desk:h-full">
      <LeaveGuard
        unsaved={() => keeper.unsaved()}
        samePageIsFine
        title={m['reporting.leave.title']()}
        says={m['reporting.leave.says']()}
        stay={m['reporting.leave.stay']()}
        go={m['reporting.leave.go']()}
      />
      <ReportHead
        report={report}
        stretch={stretch}
        keeper={keeper}
        state={state}
        mayWrite={mayWrite}
        onStretch={onStretch}
        onEdit={onEdit}
        onArchive={onArchive}
      />
      <div className="px-4 py-2 desk:hidden">
        <Segmented
          full
          label={m['reporting.view']()}
          value={shown}
          onChange={onView}
          options={panes.map((value) => ({ value, label: m[`reporting.view.${value}`]() }))}
        />
      </div>
      <div className={`min-h-0 flex-1 desk:grid ${mayWrite ? WRITING : READING}`}>
        <div
          className={`min-h-0 min-w-0 desk:overflow-auto desk:@6xl:contents ${shown === 'preview' ? 'phone:hidden' : ''}`}
        >
          {mayWrite && (
            <div
              ref={fields}
              role="group"
              aria-label={m['reporting.words']()}
              className={`px-5 py-4 phone:px-4 desk:@6xl:min-h-0 desk:@6xl:overflow-auto ${on('words')}`}
            >
              <p className="pb-3 text-12 text-pretty text-ink-3">{m['reporting.words-says']()}</p>
              <KeptNote keeper={keeper} state={state} />
              <WordsEditor
                words={state.words}
                faults={faults}
                proposed={draft.proposed}
                onChange={write}
                lang={report.language}
              />
            </div>
          )}
          <div className="px-5 py-4 phone:px-4 desk:@6xl:order-3 desk:@6xl:min-h-0 desk:@6xl:overflow-auto desk:@6xl:border-l desk:@6xl:border-line">
            <div className={`pb-6 ${on('editions')}`}>
              <EditionList editions={report.editions} />
            </div>
            {mayWrite && (
              <div className={on('words')}>
                <FigureList figures={draft.figures} into={fieldWord(aim)} onPlace={place} />
              </div>
            )}
          </div>
        </div>
        <div
          className={`min-h-0 min-w-0 desk:border-line desk:@6xl:order-2 ${mayWrite ? 'desk:border-l' : ''} ${on('preview')}`}
        >
          <Preview definitionId={report.id} stretch={stretch} start={mayWrite ? 'phone' : firstWidth()} />
        </div>
      </div>
    </div>
  )
}

function Preview({ definitionId, stretch, start }: { definitionId: string; stretch: Stretch; start: FrameWidth }) {
  const preview = useQuery(trpc.reporting.preview.queryOptions({ definitionId, ...stretch }))
  return (
    <PagePane
      label={m['reporting.preview']()}
      heading={m['reporting.preview-of']()}
      title={`${m['reporting.preview-of']()}, ${periodWord(stretch)}`}
      start={start}
      page={preview}
      className="h-full phone:h-[calc(100dvh-230px)]"
    />
  )
}
