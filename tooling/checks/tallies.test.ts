import { expect, test } from 'vitest'
import { addTallies, readPlaywright, readVitest, sentence } from './tallies.ts'

test('both runners are summed', () => {
  const unit = readVitest({
    numPassedTests: 40,
    numFailedTests: 1,
    numPendingTests: 2,
    numTodoTests: 0,
    testResults: [],
  })
  const browser = readPlaywright({ stats: { expected: 5, unexpected: 0, flaky: 1, skipped: 0 }, errors: [] })
  expect(sentence(addTallies(unit, browser))).toBe('46 passed, 1 failed, 2 skipped')
})

test('a test file that does not load is a failure', () => {
  const loaded = { status: 'passed', assertionResults: [{ status: 'passed' }] }
  const broken = { status: 'failed', assertionResults: [] }
  expect(readVitest({ numPassedTests: 1, numFailedTests: 0, testResults: [loaded, broken] })).toEqual({
    passed: 1,
    failed: 1,
    skipped: 0,
  })
})

test('an error outside any browser test is a failure', () => {
  expect(
    readPlaywright({ stats: { expected: 1, unexpected: 0, flaky: 0, skipped: 0 }, errors: [{ message: 'no browser' }] })
      .failed,
  ).toBe(1)
})
