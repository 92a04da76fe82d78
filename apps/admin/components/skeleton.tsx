/** One bar of a thing that loads; `width` in pixels or any CSS length. */
export function Skeleton({ width, height = 12 }: { width: number | string; height?: number }) {
  return <span aria-hidden className="block animate-breathe rounded-1 bg-selected" style={{ width, height }} />
}

/** Rows of the height that the loaded ones will have, so that nothing jumps. */
export function SkeletonRows({ rows = 3, rowHeight = 32 }: { rows?: number; rowHeight?: number }) {
  return (
    <div aria-hidden>
      {Array.from({ length: rows }, (_, i) => (
        <div key={i} className="flex items-center gap-3.5 border-b border-hair px-3" style={{ height: rowHeight }}>
          <Skeleton width={64} />
          <Skeleton width={`${28 + ((i * 17) % 31)}%`} />
          <span className="flex-1" />
          <Skeleton width={44} />
        </div>
      ))}
    </div>
  )
}
