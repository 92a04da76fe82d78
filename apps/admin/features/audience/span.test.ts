import { expect, test } from 'vitest'
import { daysOfSpan } from './span.ts'

const TODAY = '2026-11-24'

test.each([
  [{}, '2025-05-20', { span: 'mandate', from: '2025-05-20', until: TODAY }],
  [{}, null, { span: 'year', from: '2025-11-25', until: TODAY }],
  [{}, '2027-01-01', { span: 'year', from: '2025-11-25', until: TODAY }],
  [{ span: 'quarter' as const }, null, { span: 'quarter', from: '2026-08-27', until: TODAY }],
  [{ span: 'mandate' as const }, null, { span: 'mandate', from: '2025-11-25', until: TODAY }],
  [{ span: 'all' as const }, null, { span: 'all', from: '2004-01-01', until: TODAY }],
  [{ span: 'custom' as const, from: '2026-01-01' }, null, { span: 'custom', from: '2026-01-01', until: TODAY }],
  [
    { span: 'custom' as const, from: '2026-03-01', until: '2026-01-01' },
    null,
    { span: 'custom', from: '2026-01-01', until: '2026-03-01' },
  ],
  [{ span: 'custom' as const, from: '1999-01-01' }, null, { span: 'custom', from: '2004-01-01', until: TODAY }],
])('%o with a mandate from %s shows %o', (asked, mandate, shown) => {
  expect(daysOfSpan(asked, TODAY, mandate)).toEqual(shown)
})
