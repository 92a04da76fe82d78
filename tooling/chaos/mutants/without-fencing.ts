import { patchSource } from './patch.ts'

// A claim that was taken away still counts: nobody compares fences, neither at the gate, nor between two parts, nor when an answer is written.
patchSource([
  {
    file: 'packages/domain/publishing/enter-sending.ts',
    replace: [["if (delivery.fence !== fence) return refused('fence-is-old')", '']],
  },
  {
    file: 'packages/operations/publishing/ledger/enter-sending.ts',
    replace: [[' and d.fence = w.fence', '']],
  },
  {
    file: 'packages/operations/publishing/ledger/close-attempts.ts',
    replace: [
      [".where('fence', '=', closing.fence)", ''],
      ["if (delivery.fence !== closing.fence) return { kind: 'refused', why: 'fence-is-old' }", ''],
    ],
  },
  { file: 'packages/operations/publishing/save-moves.ts', replace: [[' and d.fence = w.fence', '']] },
])
