import { patchSource } from './patch.ts'

// The gate reads and then writes, with nothing locked and nothing looked at again in between; a wait makes the time between the two longer.
patchSource([
  {
    file: 'packages/operations/publishing/ledger/gate-facts.ts',
    replace: [
      [' for share)', ')'],
      [' order by id for update', ' order by id'],
    ],
  },
  {
    file: 'packages/operations/publishing/ledger/enter-sending.ts',
    replace: [
      [
        '  if (passing.length > 0) {\n',
        '  await new Promise((resolve) => setTimeout(resolve, 600))\n  if (passing.length > 0) {\n',
      ],
      [" and d.state = 'claimed' and d.fence = w.fence", ''],
      ['        and d.due_at <= clock_timestamp()\n', ''],
    ],
  },
])
