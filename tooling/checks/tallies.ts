export type Tally = { passed: number; failed: number; skipped: number }

const numberAt = (value: unknown, key: string): number => {
  if (typeof value !== 'object' || value === null) return 0
  const found: unknown = Reflect.get(value, key)
  return typeof found === 'number' ? found : 0
}

const listAt = (value: unknown, key: string): unknown[] => {
  if (typeof value !== 'object' || value === null) return []
  const found: unknown = Reflect.get(value, key)
  return Array.isArray(found) ? found : []
}

/** vitest's json reporter. A file that did not load holds no test, and is a failure all the same. */
export function readVitest(json: unknown): Tally {
  const broken = listAt(json, 'testResults').filter(
    (file) =>
      Reflect.get(Object(file), 'status') === 'failed' &&
      listAt(file, 'assertionResults').every((test) => Reflect.get(Object(test), 'status') !== 'failed'),
  ).length
  return {
    passed: numberAt(json, 'numPassedTests'),
    failed: numberAt(json, 'numFailedTests') + broken,
    skipped: numberAt(json, 'numPendingTests') + numberAt(json, 'numTodoTests'),
  }
}

/** playwright's json reporter. A flaky test passed at last, and an error outside any test is a failure. */
export function readPlaywright(json: unknown): Tally {
  const stats: unknown = Reflect.get(Object(json), 'stats')
  return {
    passed: numberAt(stats, 'expected') + numberAt(stats, 'flaky'),
    failed: numberAt(stats, 'unexpected') + listAt(json, 'errors').length,
    skipped: numberAt(stats, 'skipped'),
  }
}

export const addTallies = (...tallies: Tally[]): Tally =>
  tallies.reduce(
    (sum, tally) => ({
      passed: sum.passed + tally.passed,
      failed: sum.failed + tally.failed,
      skipped: sum.skipped + tally.skipped,
    }),
    { passed: 0, failed: 0, skipped: 0 },
  )

export const sentence = ({ passed, failed, skipped }: Tally): string =>
  `${passed} passed, ${failed} failed, ${skipped} skipped`
