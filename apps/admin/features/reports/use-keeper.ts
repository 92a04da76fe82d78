import { useEffect, useState, useSyncExternalStore } from 'react'
import { queryClient, trpc, trpcClient } from '../../data/trpc.ts'
import { DraftKeeper, type KeeperState } from './draft-keeper.ts'
import type { Stretch } from './report-words.ts'
import type { Draft } from './words-draft.ts'

/** The words of one period while they are written, kept as they are. */
export function useKeeper(definitionId: string, stretch: Stretch, draft: Draft): [KeeperState, DraftKeeper] {
  const [keeper] = useState(
    () =>
      new DraftKeeper({
        start: draft,
        save: (words, seenUpdatedAt) =>
          trpcClient.reporting.saveDraft.mutate({ definitionId, ...stretch, words, seenUpdatedAt }),
        onKept: () =>
          // The house tells of the change too: one of the two answers is enough.
          void queryClient.invalidateQueries(
            { queryKey: trpc.reporting.preview.queryKey({ definitionId, ...stretch }) },
            { cancelRefetch: false },
          ),
      }),
  )
  const state = useSyncExternalStore(keeper.subscribe, keeper.read)
  useEffect(() => keeper.adopt(draft), [keeper, draft])
  useEffect(() => () => keeper.close(), [keeper])
  return [state, keeper]
}
