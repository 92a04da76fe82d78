import { patchSource } from './patch.ts'

// Each call gets a name of its own: what is sent again is another post to its network, and reading back looks for the wrong one.
patchSource([
  {
    file: 'packages/operations/publishing/ledger/enter-sending.ts',
    replace: [
      [
        '    identities.push(identity)\n',
        '    identities.push(order.mintIdentity(distinct(now), randomBytes, position))\n',
      ],
    ],
  },
])
