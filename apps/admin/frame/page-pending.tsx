import { Skeleton, SkeletonRows } from '../components/skeleton.tsx'
import { m } from '../words.ts'

/** A page on its way: a title and rows, where they will be. */
export function PagePending() {
  return (
    <div role="status" aria-label={m['frame.loading']()} className="px-7 py-5 phone:px-4">
      <div className="grid gap-3 pb-6">
        <Skeleton width={260} height={26} />
        <Skeleton width="min(60ch, 90%)" height={14} />
      </div>
      <SkeletonRows rows={8} rowHeight={52} />
    </div>
  )
}
