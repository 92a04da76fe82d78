import { patchSource } from './patch.ts'

// Not a mutant: the same wait in the gate as in `without-the-gates-lock`, with its locks. A hold that comes meanwhile must wait, and nothing be sent after it.
patchSource([
  {
    file: 'packages/operations/publishing/ledger/enter-sending.ts',
    replace: [
      [
        '  if (passing.length > 0) {\n',
        '  await new Promise((resolve) => setTimeout(resolve, 600))\n  if (passing.length > 0) {\n',
      ],
    ],
  },
])
