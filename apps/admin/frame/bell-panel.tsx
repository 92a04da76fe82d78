import { lazy, Suspense, useState, type RefObject } from 'react'
import { Pop } from '../components/pop.tsx'
import { SkeletonRows } from '../components/skeleton.tsx'
import { m } from '../words.ts'
import type { Bell } from './feature.ts'

export default function BellPanel({
  trigger,
  close,
  load,
}: {
  trigger: RefObject<Element | null>
  close: () => void
  load: Bell['panel']
}) {
  const [Panel] = useState(() => lazy(load))
  return (
    <Pop trigger={trigger} close={close} label={m['frame.bell']()} className="w-[400px]">
      <Suspense fallback={<SkeletonRows rows={4} rowHeight={52} />}>
        <Panel close={close} />
      </Suspense>
    </Pop>
  )
}
