import { list, capital, numberWord } from '../../format/index.ts'
import { m } from '../../words.ts'
import type { Order } from './orders.ts'
import type { Preview } from './run-order.ts'

export function orderTitle(order: Order, name: string): string {
  return m[`countdown.order.${order}`]({ name })
}

/** On the button: the consequence, in numbers. */
export function doWord(order: Order, preview: Preview): string {
  const { moved, stopped, hanging } = preview.counts
  switch (order) {
    case 'slip':
      return moved > 0 ? m['countdown.do.slip']({ count: moved }) : m['countdown.do.slip-none']()
    case 'hold':
      return stopped > 0 ? m['countdown.do.hold']({ count: stopped }) : m['countdown.do.hold-none']()
    case 'scrub':
      return stopped > 0 ? m['countdown.do.scrub']({ count: stopped }) : m['countdown.do.scrub-none']()
    case 'resume':
      return hanging > 0 ? m['countdown.do.resume']({ count: hanging }) : m['countdown.do.resume-none']()
    case 'open-attempt':
      return m['countdown.do.open-attempt']({ number: preview.after.number })
    case 'go':
      return m['countdown.do.go']()
    case 'launched':
      return m['countdown.do.launched']()
    case 'close':
      return m['countdown.do.close']()
    case 'set-t0':
      return m['countdown.do.set-t0']()
  }
}

export function doneWord(order: Order, name: string): string {
  return order === 'close' ? m['countdown.done.close']({ name }) : m[`countdown.done.${order}`]()
}

/** The plain sentence that a colleague would say: what happens, then what there is to decide. */
export function sentencesOf(order: Order, preview: Preview): { first: string; rest: string } {
  const { counts } = preview
  const said = (count: number, say: (inputs: { count: number; word: string }) => string) =>
    count > 0 ? [say({ count, word: numberWord(count) })] : []
  const clauses = [
    ...(order === 'hold' ? [] : said(counts.released, m['countdown.sum.release'])),
    ...said(counts.offered, m['countdown.sum.offer']),
    ...said(counts.quiet, m['countdown.sum.night']),
    ...said(counts.approvalsLost, m['countdown.sum.lost']),
    ...said(counts.collisionsBorn, m['countdown.sum.born']),
    ...(order === 'hold' || order === 'scrub' ? [] : said(counts.collisionsGone, m['countdown.sum.gone'])),
    ...said(counts.past, m['countdown.sum.past']),
  ]
  const rest = clauses.length > 0 ? `${capital(list(clauses))}.` : order === 'hold' ? '' : m['countdown.sum.clean']()
  return { first: firstSentence(order, counts), rest }
}

function firstSentence(order: Order, { moved, stopped, hanging }: Preview['counts']): string {
  if (order === 'hold' || order === 'scrub') {
    return stopped > 0
      ? m['countdown.sum.stop']({ count: stopped, word: numberWord(stopped, true) })
      : m['countdown.sum.stop-none']()
  }
  if (order === 'resume' || order === 'open-attempt') {
    return hanging > 0
      ? m['countdown.sum.follow']({ count: hanging, word: numberWord(hanging, true) })
      : m['countdown.sum.follow-none']()
  }
  return moved > 0
    ? m['countdown.sum.follow']({ count: moved, word: numberWord(moved, true) })
    : m['countdown.sum.follow-none']()
}
