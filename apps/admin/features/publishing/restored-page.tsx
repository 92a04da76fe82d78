import { useMutation, useQuery } from '@tanstack/react-query'
import { History } from 'lucide-react'
import { Button, buttonClass } from '../../components/button.tsx'
import { ConfirmButton } from '../../components/confirm-button.tsx'
import { EmptyState } from '../../components/empty-state.tsx'
import { ErrorNote } from '../../components/error-note.tsx'
import { NetworkMark } from '../../components/network-mark.tsx'
import { PathLink } from '../../components/path-link.tsx'
import { SkeletonRows } from '../../components/skeleton.tsx'
import { sentenceOf } from '../../data/errors.ts'
import { useMay, useZone } from '../../data/session.ts'
import { type Outputs, queryClient, trpc } from '../../data/trpc.ts'
import { dayAndTime, quoted } from '../../format/index.ts'
import { showToast } from '../../frame/toasts.ts'
import { m } from '../../words.ts'

type Account = NonNullable<Outputs['restore']['read']>

const readAgain = () =>
  Promise.all([
    queryClient.invalidateQueries({ queryKey: trpc.restore.read.pathKey() }),
    queryClient.invalidateQueries({ queryKey: trpc.today.read.pathKey() }),
  ])

/** What became of everything after the database came back from a backup: what is out, what waits, what a person must say. */
export default function RestoredPage() {
  const { data: account, error } = useQuery(trpc.restore.read.queryOptions())
  return (
    <div className="max-w-[760px] px-7 pt-5 pb-8 phone:px-4">
      <h1 className="text-26">{m['restored.title']()}</h1>
      {error && (
        <div className="pt-4">
          <ErrorNote title={sentenceOf(error)} />
        </div>
      )}
      {account === undefined && !error && (
        <div className="pt-4">
          <SkeletonRows rows={5} rowHeight={44} />
        </div>
      )}
      {account === null && (
        <div className="pt-4">
          <EmptyState icon={History} title={m['restored.none']()}>
            {m['restored.none-says']()}
          </EmptyState>
        </div>
      )}
      {account && <Whole account={account} />}
    </div>
  )
}

function Whole({ account }: { account: Account }) {
  const zone = useZone()
  const { counts } = account
  return (
    <>
      <p className="max-w-[66ch] pt-1.5 text-pretty">
        {account.backupAt
          ? m['restored.of-backup']({ at: dayAndTime(account.backupAt, zone) })
          : m['restored.of-unknown']({ at: dayAndTime(account.knownUntil, zone) })}{' '}
        <span className="text-ink-2">{m['restored.means']()}</span>
      </p>
      <p className="max-w-[66ch] pt-1.5 text-13 text-pretty text-ink-2">{m['restored.look']()}</p>
      <dl className="grid max-w-[520px] grid-cols-[minmax(0,1fr)_auto] gap-x-4 pt-4">
        <Line word={m['restored.count.read']()} count={counts.read} />
        <Line word={m['restored.count.out']()} count={counts.out} />
        <Line word={m['restored.count.absent']()} count={counts.absent} />
        <Line word={m['restored.count.late']()} count={counts.late} />
        <Line word={m['restored.count.reading']()} count={counts.reading} />
        <Line word={m['restored.count.decide']()} count={counts.toDecide} />
        {counts.decided > 0 && <Line word={m['restored.count.decided']()} count={counts.decided} />}
      </dl>
      <ToDecide account={account} zone={zone} />
      <Unaccounted account={account} zone={zone} />
      <Mails mails={account.mails} zone={zone} />
      <PutAway account={account} />
    </>
  )
}

function Line({ word, count }: { word: string; count: number }) {
  return (
    <div className="col-span-2 grid grid-cols-subgrid border-b border-hair py-1">
      <dt>{word}</dt>
      <dd className="text-right font-bold tabular-nums">{count}</dd>
    </div>
  )
}

function ToDecide({ account: { toDecide }, zone }: { account: Account; zone: string }) {
  const mayAct = useMay('deliveries.act')
  const rule = useMutation(
    trpc.restore.ruleAbsent.mutationOptions({
      onSuccess: ({ decided }) => showToast(m['restored.none-there-done']({ count: decided })),
      onError: (cause) => showToast(sentenceOf(cause)),
      onSettled: readAgain,
    }),
  )
  if (toDecide.length === 0) return null
  return (
    <section className="pt-6">
      <h2 className="rule pb-1.5 text-13">{m['restored.decide']()}</h2>
      <p className="max-w-[66ch] py-1.5 text-13 text-pretty text-ink-2">{m['restored.decide-says']()}</p>
      <ul>
        {toDecide.map((one) => (
          <li key={one.deliveryId} className="flex items-center gap-3 border-b border-hair py-1.5">
            <NetworkMark network={one.network} />
            <span className="min-w-0 flex-1">
              <span className="block font-medium text-pretty">{quoted(one.title)}</span>
              <span className="block text-12 text-ink-3 phone:text-13">
                {[one.client, one.handle, one.dueAt && dayAndTime(one.dueAt, zone)].filter(Boolean).join(' · ')}
              </span>
            </span>
            <PathLink path={`/deliveries/${one.deliveryId}`} className={`${buttonClass('plain', 'small')} phone:h-12`}>
              {m['restored.decide-one']()}
            </PathLink>
          </li>
        ))}
      </ul>
      {mayAct && (
        <p className="pt-2.5">
          <ConfirmButton
            label={m['restored.none-there']()}
            title={m['restored.none-there-title']({ count: toDecide.length })}
            confirm={m['restored.none-there']()}
            danger={false}
            onConfirm={() =>
              rule.mutateAsync({ deliveries: toDecide.map(({ deliveryId, fence }) => ({ deliveryId, fence })) })
            }
          >
            {m['restored.none-there-says']()}
          </ConfirmButton>
        </p>
      )}
    </section>
  )
}

/** What readers see and the house does not know of: it was lost with what came after the backup, or is somebody else's. */
function Unaccounted({ account: { unaccounted }, zone }: { account: Account; zone: string }) {
  if (unaccounted.length === 0) return null
  return (
    <section className="pt-6">
      <h2 className="rule pb-1.5 text-13">{m['restored.unaccounted']()}</h2>
      <p className="max-w-[66ch] py-1.5 text-13 text-pretty text-ink-2">{m['restored.unaccounted-says']()}</p>
      <ul>
        {unaccounted.map((post) => (
          <li key={post.permalink ?? `${post.at} ${post.text}`} className="flex gap-3 border-b border-hair py-1.5">
            <NetworkMark network={post.network} className="mt-1" />
            <span className="min-w-0">
              <span className="block text-pretty break-words">{post.text}</span>
              <span className="block text-12 text-ink-3 phone:text-13">
                {post.handle} · {dayAndTime(post.at, zone)}
                {post.permalink && (
                  <>
                    {' · '}
                    <a href={post.permalink} target="_blank" rel="noreferrer" className="underline">
                      {m['restored.see']()}
                    </a>
                  </>
                )}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}

function Mails({ mails, zone }: { mails: Account['mails']; zone: string }) {
  const mayDecide = useMay('settings.write')
  const decide = useMutation(
    trpc.restore.decideMails.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind === 'refused') showToast(m['restored.why.decided-already']())
      },
      onError: (cause) => showToast(sentenceOf(cause)),
      onSettled: readAgain,
    }),
  )
  if (mails.waiting === 0) return null
  return (
    <section className="pt-6">
      <h2 className="rule pb-1.5 text-13">{m['restored.mails']()}</h2>
      {mails.decidedAt ? (
        <p className="py-1.5">
          {mails.sent
            ? m['restored.mails.sent']({ by: mails.by ?? '', at: dayAndTime(mails.decidedAt, zone) })
            : m['restored.mails.dropped']({ by: mails.by ?? '', at: dayAndTime(mails.decidedAt, zone) })}
        </p>
      ) : (
        <>
          <p className="max-w-[66ch] py-1.5 text-pretty">{m['restored.mails.says']({ count: mails.waiting })}</p>
          {mayDecide && (
            <p className="flex flex-wrap gap-2 pt-1">
              <Button busy={decide.isPending} onPress={() => decide.mutate({ send: true })} className="phone:h-12">
                {m['restored.mails.send']()}
              </Button>
              <ConfirmButton
                label={m['restored.mails.drop']()}
                title={m['restored.mails.drop']()}
                confirm={m['restored.mails.drop']()}
                onConfirm={() => decide.mutate({ send: false })}
              >
                {m['restored.mails.drop-says']()}
              </ConfirmButton>
            </p>
          )}
        </>
      )}
    </section>
  )
}

function PutAway({ account: { counts, mails } }: { account: Account }) {
  const mayClose = useMay('settings.write')
  const close = useMutation(
    trpc.restore.close.mutationOptions({
      onSuccess: (answer) => {
        if (answer.kind === 'refused') showToast(m[`restored.why.${answer.why}`]())
      },
      onError: (cause) => showToast(sentenceOf(cause)),
      onSettled: readAgain,
    }),
  )
  const open = counts.reading > 0 || counts.toDecide > 0 || (mails.waiting > 0 && !mails.decidedAt)
  return (
    <section className="pt-6">
      <p className="max-w-[66ch] pb-2 text-13 text-pretty text-ink-2">
        {open ? m['restored.close-open']() : m['restored.close-says']()}
      </p>
      {mayClose && !open && (
        <Button
          kind="primary"
          busy={close.isPending}
          onPress={() => close.mutate()}
          className="phone:h-12 phone:w-full"
        >
          {m['restored.close']()}
        </Button>
      )}
    </section>
  )
}
