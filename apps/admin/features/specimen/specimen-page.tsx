import { Scissors } from 'lucide-react'
import { Avatar } from '../../components/avatar.tsx'
import { Button } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { Counter } from '../../components/counter.tsx'
import { Delta } from '../../components/delta.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { Figure } from '../../components/figure.tsx'
import { FileDrop } from '../../components/file-drop.tsx'
import { Kbd } from '../../components/kbd.tsx'
import { NetworkMark, NetworkMarks } from '../../components/network-mark.tsx'
import { RoomClock } from '../../components/room-clock.tsx'
import { Segmented } from '../../components/segmented.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { StateMark, type ShownState } from '../../components/state-mark.tsx'
import { T0Clock } from '../../components/t0-clock.tsx'
import { setTheme, useTheme } from '../../frame/theme.ts'
import { showToast } from '../../frame/toasts.ts'
import { Toasts } from '../../frame/toast-region.tsx'
import { number } from '../../format/index.ts'
import { Rows, Times } from './data-samples.tsx'
import { Buttons, Fields } from './form-samples.tsx'
import { Section } from './section.tsx'

const STATES: ShownState[] = [
  'draft',
  'review',
  'approved',
  'armed',
  'publishing',
  'published',
  'held',
  'failed',
  'late',
  'uncertain',
  'cancelled',
]
const inTwoHours = new Date(Date.now() + 8_025_000).toISOString()
const launched = new Date(Date.now() - 751_000).toISOString()

export default function SpecimenPage() {
  const theme = useTheme()
  return (
    <main className="min-w-0 px-6 pt-5 pb-8 phone:px-4">
      <header className="rule mb-1 flex flex-wrap items-baseline gap-4 pb-3.5">
        <h1 className="text-26 tracking-[-.015em]">Comptoir, specimen sheet</h1>
        <p className="text-ink-2">Ink on paper. Colour means state, and nothing else.</p>
        <span className="ml-auto">
          <Segmented
            label="Theme"
            value={theme}
            onChange={setTheme}
            options={[
              { value: 'system', label: 'System' },
              { value: 'light', label: 'Light' },
              { value: 'dark', label: 'Dark' },
            ]}
          />
        </span>
      </header>
      <div className="grid grid-cols-[minmax(0,1.1fr)_minmax(0,1.1fr)_minmax(0,.8fr)] gap-x-8 phone:grid-cols-1">
        <div>
          <Buttons />
          <Fields />
          <Section title="States" note="Alone on their tint; bare in a row.">
            <div className="flex flex-wrap gap-x-3 gap-y-2">
              {STATES.map((state) => (
                <StateMark key={state} state={state} as="tag" />
              ))}
            </div>
            <div className="flex flex-wrap gap-x-3 gap-y-2 pt-3">
              {STATES.map((state) => (
                <StateMark key={state} state={state} />
              ))}
            </div>
            <div className="flex flex-wrap gap-3 pt-3">
              {STATES.map((state) => (
                <StateMark key={state} state={state} as="icon" />
              ))}
            </div>
          </Section>
          <Rows />
        </div>
        <div>
          <Section title="T‑0 clock" note="Counting is ink. Amber only on hold. Scrub keeps the last count, struck.">
            <div className="grid grid-cols-2 gap-2.5">
              <T0Clock size="card" title="Lyre 3" state="go" at={inTwoHours} note="12 Dec, 19:37 Roubaix" />
              <T0Clock
                size="card"
                title="Lyre 3"
                state="hold"
                at={null}
                frozen={-252}
                note="stopped at 19:32:48 by Salomé"
              />
              <T0Clock
                size="card"
                title="Lyre 3"
                state="scrubbed"
                at={null}
                frozen={-7}
                note="attempt over, reserve offered"
              />
              <T0Clock size="card" title="Lyre 3" state="launched" at={launched} note="lift-off 19:37:02" />
              <T0Clock size="card" title="Aristée 2" state="planned" at={null} day="2026-03-12" />
              <T0Clock size="card" title="Orphée 6" state="planned" at={null} />
            </div>
            <div className="flex flex-wrap gap-2 pt-3">
              <T0Clock size="bar" title="Lyre 3" state="go" at={inTwoHours} href="/specimen" />
              <T0Clock size="bar" title="Lyre 3" state="hold" at={null} frozen={-252} href="/specimen" />
              <T0Clock size="bar" title="Lyre 3" state="scrubbed" at={null} frozen={-7} href="/specimen" />
              <T0Clock size="bar" title="Lyre 3" state="launched" at={launched} href="/specimen" />
            </div>
            <div className="pt-3">
              <RoomClock clock={{ state: 'go', at: inTwoHours }} />
            </div>
          </Section>
          <Section title="Counter" note="Each network counts its own way. Near turns bold, over turns red and says so.">
            <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
              <span className="flex gap-1.5">
                <NetworkMark network="mastodon" />
                <Counter count={233} limit={500} />
              </span>
              <span className="flex gap-1.5">
                <NetworkMark network="bluesky" />
                <Counter count={283} limit={300} />
              </span>
              <span className="flex gap-1.5">
                <NetworkMark network="x" />
                <Counter count={289} limit={280} network="x" />
              </span>
            </div>
          </Section>
          <Section title="Figure with provenance" note="A dotted rule opens the readings behind the number.">
            <Figure
              big
              provenance={() => (
                <p>
                  541 daily readings of <b>page_follows</b>, the last on 3 Dec 2025 at 06:00. Seven days are missing and
                  not filled in.
                </p>
              )}
            >
              {number(370_000)}
            </Figure>
            <p>
              <Delta now={370_000} before={355_800} base="this month" />
            </p>
          </Section>
          <Times />
          <Section title="Confirmation" note="Names the consequence, and what is kept.">
            <ConfirmButton
              label="Cancel…"
              title="Cancel 14 posts to 4 channels"
              confirm="Cancel 14 posts"
              keep="Keep them"
              onConfirm={() => showToast('14 posts cancelled')}
            >
              11 have a time tonight or tomorrow, 3 wait in reserve. Their texts and approvals are kept.
            </ConfirmButton>
          </Section>
        </div>
        <div>
          <Section title="Toast" note="For what can be undone.">
            <Button onPress={() => showToast('Moved to Sun 14 Dec, 17:30', { undo: () => showToast('Moved back') })}>
              Move it
            </Button>
          </Section>
          <Section title="Empty" note="Says what will be here, and makes the first one.">
            <EmptyState
              icon={Scissors}
              title="No press yet"
              actions={
                <>
                  <Button kind="primary">Follow a feed</Button>
                  <Button>Add one by hand</Button>
                </>
              }
            >
              Articles that mention Orphée 5 or Lyre 3 will line up here, with their source and reach.
            </EmptyState>
          </Section>
          <Section title="Skeleton" note="Same rows, same height: nothing jumps.">
            <div className="rounded-3 border border-line bg-surface">
              <SkeletonRows />
            </div>
          </Section>
          <Section title="Error" note="What happened, what was kept, what to do.">
            <ErrorNote title="X did not answer" kept="The post is kept as a draft.">
              <Button size="small">Try again</Button>
            </ErrorNote>
          </Section>
          <Section title="Files" note="Drop, paste or choose.">
            <FileDrop
              label="Drop a picture here"
              hint="JPEG, PNG or WebP, 20 MB at most"
              choose="Choose…"
              onFiles={(files) => showToast(files.map((file) => file.name).join(', '))}
            />
          </Section>
          <Section title="People, keys, networks" note="Initials; caps; marks in a fixed order.">
            <div className="flex items-center gap-3">
              <Avatar name="Nour Benali" />
              <Avatar name="Théo Lemaire" size={20} />
              <Kbd>G</Kbd>
              <Kbd>↵</Kbd>
              <NetworkMarks networks={['mastodon', 'x', 'facebook', 'bluesky']} />
            </div>
          </Section>
          <Section title="Type" note="Public Sans, tabular.">
            <p className="text-26 font-bold tracking-[-.015em]">26 Friday 12 December</p>
            <p className="text-20 font-bold">20 Le direct est ouvert</p>
            <p className="text-14">14 The work is the picture.</p>
            <p className="text-12 text-ink-3">12 Read this morning at 06:00</p>
          </Section>
        </div>
      </div>
      <Toasts />
    </main>
  )
}
