import type { NoticeKind } from '@comptoir/domain/notices'
import type { Facts, NoticeWords } from './notice-words.ts'

const quoted = (text: string) => `“${text}”`
const post = (f: Facts) => (f.post ? quoted(f.post) : 'A post')
const on = (f: Facts) => (f.channel ? ` on ${f.channel}` : '')
const event = (f: Facts) => f.event || 'The countdown'
const by = (f: Facts) => (f.by ? ` by ${f.by}` : '')
const reason = (f: Facts) => (f.words ? [`Reason given: ${f.words}`] : [])
const due = (f: Facts) => (f.at ? ` It was due ${f.at}.` : '')

const WHY: Readonly<Record<string, string>> = {
  hold: 'the countdown is on hold',
  'stop-switch': 'the stop switch is on',
  'condition-not-met': 'its condition does not hold',
  'not-approved': 'it is not approved',
  'approval-lapsed': 'its approval lapsed',
  offered: 'it was written for this case and waits for a decision',
  'too-late': 'its time had passed too long ago',
  'credentials-lost': 'access to the account is lost',
  'against-rules': 'the network would refuse it',
  't0-unknown': 'T\u20110 is not known',
  't0-in-the-past': 'it would lie in the past',
  'channel-disconnected': 'the channel is disconnected',
}

const because = (f: Facts) => (WHY[f.why] ? `: ${WHY[f.why]}` : '')

const WORDS: Readonly<Record<NoticeKind, (f: Facts) => NoticeWords>> = {
  'delivery-uncertain': (f) => ({
    subject: `Uncertain: ${post(f)}${on(f)}`,
    paragraphs: [
      `${post(f)} may be out${on(f)}: the network never answered. Do not post it again by hand.`,
      'Look at the account, then say whether the post is there.',
    ],
    action: 'Decide',
  }),
  'delivery-failed': (f) => ({
    subject: `Failed: ${post(f)}${on(f)}`,
    paragraphs: [
      `${post(f)} did not go out${on(f)}. Nothing was published.${due(f)}`,
      'The delivery’s page says what the network answered and what to mend.',
    ],
    action: 'See the delivery',
  }),
  'delivery-partial': (f) => ({
    subject: `Broken thread: ${post(f)}${on(f)}`,
    paragraphs: [
      `The beginning of ${post(f)} is out${on(f)}, the rest is not.`,
      'The thread can be taken up where it stopped, or withdrawn.',
    ],
    action: 'See the delivery',
  }),
  'delivery-overdue': (f) => ({
    subject: `Late: ${post(f)}${on(f)}`,
    paragraphs: [`${post(f)} should have left${on(f)} and nothing was tried.${due(f)}`],
    action: 'See the delivery',
  }),
  'delivery-held': (f) => ({
    subject: `Held: ${post(f)}${on(f)}`,
    paragraphs: [`${post(f)} is held${on(f)}${because(f)}.${due(f)} It is neither out nor lost.`],
    action: 'Decide',
  }),
  'worker-lost': (f) => ({
    subject: f.count ? `A publishing worker vanished: ${f.name}` : 'Nothing is published any more: no worker is left',
    paragraphs: [
      `The worker on ${f.name || 'a machine'} has said nothing since ${f.at || 'a while'}, and did not stop by itself.`,
      f.count
        ? `${f.count === 1 ? 'Another one works' : `${f.count} others work`} and ${f.count === 1 ? 'takes' : 'take'} its posts. Look at the machine, then start a worker again.`
        : 'Posts do not leave until a worker is started again (pnpm start); those that would be too late by then are held.',
    ],
    action: 'See the house',
  }),
  'approval-missing': (f) => ({
    subject: `Not approved: ${post(f)}`,
    paragraphs: [
      `${post(f)} leaves ${f.at || 'soon'} and nobody has approved it. Without an approval it will be held.`,
    ],
    action: 'Review',
  }),
  'approval-lapsed': (f) => ({
    subject: `Approve again: ${post(f)}`,
    paragraphs: [
      f.to
        ? `${post(f)} was approved for a T\u20110 of ${f.from}; it is now ${f.to}, past the mandate’s limit.`
        : `The approval of ${post(f)} lapsed: its content changed, or T\u20110 slipped past the limit.`,
      'Read it again and approve it if it still holds.',
    ],
    action: 'Review',
  }),
  'channel-reconnect': (f) => ({
    subject: `Reconnect: ${f.channel || 'a channel'}`,
    paragraphs: [
      `${f.channel || 'A channel'}${f.client ? ` of ${f.client}` : ''} no longer lets us in. Its posts will be held until it is connected again.`,
    ],
    action: 'Reconnect',
  }),
  'channel-expires': (f) => ({
    subject: `Access expires: ${f.channel || 'a channel'}`,
    paragraphs: [
      `Access to ${f.channel || 'a channel'}${f.client ? ` of ${f.client}` : ''} expires ${f.at || 'soon'}${f.count ? `, before ${f.count} planned post${f.count > 1 ? 's' : ''}` : ''}.`,
    ],
    action: 'Reconnect',
  }),
  'by-hand-due': (f) => ({
    subject: `Post by hand: ${post(f)}`,
    paragraphs: [`It is time for ${post(f)}${on(f)}. This channel is posted by hand: post it, then paste its address.`],
    action: 'Post by hand',
  }),
  'event-held': (f) => ({
    subject: `Hold: ${event(f)}`,
    paragraphs: [
      `The countdown of ${event(f)} was stopped${by(f)}. ${f.count ? `${f.count} deliveries are held: nothing` : 'Nothing'} that hangs from it leaves.`,
      ...reason(f),
    ],
    action: 'Open the countdown',
  }),
  'event-scrubbed': (f) => ({
    subject: `Scrubbed: ${event(f)}`,
    paragraphs: [
      `The attempt of ${event(f)} was scrubbed${by(f)}. Its posts are stopped, but for those written for a scrub.`,
      ...reason(f),
    ],
    action: 'Open the countdown',
  }),
  'task-due': (f) => ({
    subject: `To do: ${f.post || 'a task'}`,
    paragraphs: [`${f.post ? quoted(f.post) : 'A task'} is due for ${event(f)}${f.at ? `, ${f.at}` : ''}.`],
    action: 'Open the countdown',
  }),
  'event-slipped': (f) => ({
    subject: f.to ? `New T\u20110: ${event(f)}, ${f.to}` : `T\u20110 changed: ${event(f)}`,
    paragraphs: [
      f.to
        ? `T\u20110 of ${event(f)} moves${f.from ? ` from ${f.from}` : ''} to ${f.to}${by(f)}.${f.count ? ` ${f.count} posts follow.` : ''}`
        : `T\u20110 of ${event(f)} is no longer known to the minute${by(f)}: its posts wait.`,
      ...reason(f),
    ],
    action: 'See what changes',
  }),
  'event-launched': (f) => ({
    subject: `Launched: ${event(f)}`,
    paragraphs: [`${event(f)} lifted off${f.at ? ` ${f.at}` : ''}. The posts after it follow the real time.`],
    action: 'Open the countdown',
  }),
  'poll-no-go': (f) => ({
    subject: `No-go: ${event(f)}`,
    paragraphs: [
      f.by
        ? `${f.by} says no-go for ${event(f)}.`
        : `The poll of ${event(f)} is closed and somebody was silent: no-go.`,
      'Posts with the condition “if go” stay until the poll says go. The countdown itself goes on.',
    ],
    action: 'Open the countdown',
  }),
  'poll-go': (f) => ({
    subject: `All go: ${event(f)}`,
    paragraphs: [`Everybody who was asked says go for ${event(f)}.`],
    action: 'Open the countdown',
  }),
  'contingency-offered': (f) => ({
    subject: `Reserve post ready: ${post(f)}`,
    paragraphs: [`${post(f)} was written for this case. Say whether it should leave.`],
    action: 'Decide',
  }),
  'stop-switch-on': (f) => ({
    subject: `Stop switch: ${f.client || 'the whole agency'}`,
    paragraphs: [
      `Nothing leaves any more for ${f.client || 'the agency'}: the stop switch was turned on${by(f)}.`,
      ...reason(f),
    ],
    action: 'See',
  }),
  'stop-switch-off': (f) => ({
    subject: `Going on: ${f.client || 'the whole agency'}`,
    paragraphs: [`The stop switch was turned off${by(f)}. What it held waits for a decision.`],
    action: 'See',
  }),
  'review-asked': (f) => ({
    subject: `To review: ${post(f)}`,
    paragraphs: [`${f.by || 'Somebody'} asks you to review ${post(f)}${f.at ? `, due ${f.at}` : ''}.`],
    action: 'Review',
  }),
  'change-asked': (f) => ({
    subject: `To correct: ${post(f)}`,
    paragraphs: [`${f.by || 'Somebody'} asks for a change to ${post(f)}${f.words ? `: ${quoted(f.words)}` : '.'}`],
    action: 'Correct',
  }),
  'post-approved': (f) => ({
    subject: `Approved: ${post(f)}`,
    paragraphs: [`${post(f)} was approved${by(f)}.`],
    action: 'See the post',
  }),
  'post-commented': (f) => ({
    subject: `Comment: ${post(f)}`,
    paragraphs: [`${f.by || 'Somebody'} commented on ${post(f)}${f.words ? `: ${quoted(f.words)}` : '.'}`],
    action: 'See the post',
  }),
  'report-frozen': (f) => ({
    subject: `Report frozen: ${f.name}`,
    paragraphs: [`${f.name || 'A report'} was frozen${by(f)} and can be shared.`],
    action: 'Open the report',
  }),
  'import-done': (f) => ({
    subject: `Import done: ${f.name}`,
    paragraphs: [`${f.name || 'An import'} is done${f.count === null ? '' : `: ${f.count} readings`}.`],
    action: 'See the audience',
  }),
}

export function noticeWordsEn(kind: NoticeKind, facts: Facts): NoticeWords {
  return WORDS[kind](facts)
}
