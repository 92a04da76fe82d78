import type { Person } from './test-api.ts'
import type { Ids } from './world.ts'

type Client = Person['client']

/**
 * A procedure that is asked about ids. `names`: they name rows, and another agency's are not found · `narrows`: they narrow a list, and another
 * agency's find nothing · `orders`: they only say where a page begins, and name nothing.
 */
export type Door = {
  ids: 'names' | 'narrows' | 'orders'
  call(client: Client, ids: Ids): Promise<unknown>
}

const names = (call: Door['call']): Door => ({ ids: 'names', call })
const narrows = (call: Door['call']): Door => ({ ids: 'narrows', call })
const orders = (call: Door['call']): Door => ({ ids: 'orders', call })

const HOUR = 3_600_000
const inHours = (hours: number) => new Date(Date.now() + hours * HOUR).toISOString()
const at = ({ eventId, attemptId }: Ids) => ({ eventId, attemptId })
const shownIn = { from: inHours(-24), until: inHours(24 * 30) }
const client = { name: 'Filatures Delvoye', language: 'fr', zone: 'Europe/Paris' } as const
const mandate = ({ clientId, channelId, memberId }: Ids) => ({
  clientId,
  name: 'Réseaux',
  startsOn: '2026-01-01',
  endsOn: '2027-01-01',
  fee: { cents: 100_00, currency: 'EUR' },
  goals: [{ channelId, metric: 'followers' as const, target: 1000, dueOn: '2026-12-31' }],
  team: [memberId],
  dutyMemberId: memberId,
})
const content = ({ mandateId, campaignId, eventId, mediaId, channelId }: Ids) => ({
  mandateId,
  campaignId,
  eventId,
  text: 'Bonjour',
  timing: { kind: 'anchored', base: 't0', offsetSeconds: -60, condition: 'any' } as const,
  media: [{ mediaId, alt: 'Une fusée' }],
  variants: [{ channelId }],
})
const task = ({ memberId }: Pick<Ids, 'memberId'>) => ({
  title: 'Demander la masse utile',
  offsetSeconds: -3600,
  for: { kind: 'member' as const, memberId },
})
const month = { from: '2026-09-01', until: '2026-09-30' }
const report = ({ mandateId, channelId }: Pick<Ids, 'mandateId' | 'channelId'>) => ({
  name: 'Rapport du mois',
  mandateId,
  language: 'fr' as const,
  period: 'month' as const,
  channelIds: [channelId],
})
const connect = ({ clientId, channelId }: Ids, method: string, network: string) => ({
  clientId,
  channelId,
  network,
  method,
  fields: { identifier: 'nobody.example', password: 'wrong', service: 'http://127.0.0.1:9' },
})

const figures = ({ clientId, channelId }: Ids) => ({
  clientId,
  channelId,
  fileName: 'abonnes.csv',
  text: 'date;abonnés\n01/06/2016;7',
})

/** Every procedure that takes ids, by its name. One that is missing here fails the test. */
export const DOORS: Readonly<Record<string, Door>> = {
  'session.switchAgency': names((c, { agencyId }) => c.session.switchAgency.mutate({ agencyId })),

  'agency.revokeInvitation': names((c, { invitationId }) => c.agency.revokeInvitation.mutate({ invitationId })),
  'agency.changeRole': names((c, { memberId }) => c.agency.changeRole.mutate({ memberId, role: 'analyst' })),
  'agency.removeMember': names((c, { memberId }) => c.agency.removeMember.mutate({ memberId })),
  'agency.forgetNetworkApp': names((c, { networkAppId }) => c.agency.forgetNetworkApp.mutate({ id: networkAppId })),
  'agency.mails': orders((c, { mailId }) => c.agency.mails.query({ before: mailId })),
  'agency.mail': names((c, { mailId }) => c.agency.mail.query({ mailId })),
  'agency.sendMailAgain': names((c, { mailId }) => c.agency.sendMailAgain.mutate({ mailId })),
  'agency.audit': narrows((c, { memberId }) => c.agency.audit.query({ memberId })),

  'clients.get': names((c, { clientId }) => c.clients.get.query({ clientId })),
  'clients.update': names((c, { clientId }) => c.clients.update.mutate({ clientId, ...client })),
  'clients.archive': names((c, { clientId }) => c.clients.archive.mutate({ clientId })),
  'clients.restore': names((c, { clientId }) => c.clients.restore.mutate({ clientId })),
  'clients.stop': names((c, { clientId }) => c.clients.stop.mutate({ clientId })),
  'clients.resume': names((c, { clientId }) => c.clients.resume.mutate({ clientId })),

  'mandates.list': narrows((c, { clientId }) => c.mandates.list.query({ clientId })),
  'mandates.get': names((c, { mandateId }) => c.mandates.get.query({ mandateId })),
  'mandates.create': names((c, ids) => c.mandates.create.mutate(mandate(ids))),
  'mandates.update': names((c, ids) => c.mandates.update.mutate({ mandateId: ids.mandateId, ...mandate(ids) })),

  'channels.list': narrows((c, { clientId }) => c.channels.list.query({ clientId })),
  'channels.get': names((c, { channelId }) => c.channels.get.query({ channelId })),
  'channels.addByHand': names((c, { clientId }) =>
    c.channels.addByHand.mutate({ clientId, network: 'mastodon', handle: '@orphee@social.example' }),
  ),
  'channels.connect': names((c, ids) => c.channels.connect.mutate(connect(ids, 'app-password', 'bluesky'))),
  'channels.beginOAuth': names((c, ids) => c.channels.beginOAuth.mutate(connect(ids, 'oauth', 'facebook'))),
  'channels.pending': names((c, { pendingId }) => c.channels.pending.query({ pendingId })),
  'channels.choose': names((c, { pendingId }) => c.channels.choose.mutate({ pendingId, remoteIds: ['1'] })),
  'channels.check': names((c, { channelId }) => c.channels.check.mutate({ channelId })),
  'channels.disconnect': names((c, { channelId }) => c.channels.disconnect.mutate({ channelId })),

  'editorial.calendar': narrows((c, { clientId, channelId }) =>
    c.editorial.calendar.query({ ...shownIn, clientId, channelId }),
  ),
  'editorial.list': narrows((c, { clientId }) => c.editorial.list.query({ show: 'drafts', clientId })),
  'editorial.get': names((c, { postId }) => c.editorial.get.query({ postId })),
  'editorial.revision': names((c, { postId }) => c.editorial.revision.query({ postId, number: 1 })),
  'editorial.create': names((c, ids) => c.editorial.create.mutate({ clientId: ids.clientId, ...content(ids) })),
  'editorial.save': names((c, ids) => c.editorial.save.mutate({ postId: ids.postId, version: 1, ...content(ids) })),
  'editorial.move': names((c, { postId }) =>
    c.editorial.move.mutate({ postId, version: 1, timing: { kind: 'fixed', at: inHours(48) } }),
  ),
  'editorial.duplicate': names((c, { postId }) => c.editorial.duplicate.mutate({ postId })),
  'editorial.cancel': names((c, { postId }) => c.editorial.cancel.mutate({ postId })),
  'editorial.restore': names((c, { postId }) => c.editorial.restore.mutate({ postId })),
  'editorial.submit': names((c, { postId }) => c.editorial.submit.mutate({ postId, version: 1 })),
  'editorial.takeBack': names((c, { postId }) => c.editorial.takeBack.mutate({ postId, version: 1 })),
  'editorial.approve': names((c, { postId }) => c.editorial.approve.mutate({ postId, version: 1 })),
  'editorial.askForChange': names((c, { postId }) =>
    c.editorial.askForChange.mutate({ postId, version: 1, comment: 'Plus court' }),
  ),
  'editorial.comment': names((c, { postId }) => c.editorial.comment.mutate({ postId, comment: 'Bien' })),
  'editorial.watch': names((c, { postId }) => c.editorial.watch.mutate({ postId, typing: false })),
  'editorial.leave': names((c, { postId }) => c.editorial.leave.mutate({ postId })),
  'editorial.watchers': names((c, { postId }) => c.editorial.watchers.query({ postId })),
  'editorial.campaigns': narrows((c, { clientId }) => c.editorial.campaigns.query({ clientId })),
  'editorial.createCampaign': names((c, { clientId, mandateId }) =>
    c.editorial.createCampaign.mutate({ clientId, mandateId, name: 'Lyre' }),
  ),
  'editorial.media': narrows((c, { clientId }) => c.editorial.media.query({ clientId })),
  'editorial.mediaOne': names((c, { mediaId }) => c.editorial.mediaOne.query({ mediaId })),

  'countdown.list': narrows((c, { clientId }) => c.countdown.list.query({ clientId })),
  'countdown.get': names((c, { eventId }) => c.countdown.get.query({ eventId })),
  'countdown.watch': names((c, { eventId }) => c.countdown.watch.mutate({ eventId })),
  'countdown.leave': names((c, { eventId }) => c.countdown.leave.mutate({ eventId })),
  'countdown.watchers': names((c, { eventId }) => c.countdown.watchers.query({ eventId })),
  'countdown.poll.save': names((c, { eventId, memberId }) =>
    c.countdown.poll.save.mutate({
      eventId,
      askOffsetSeconds: -7200,
      closeOffsetSeconds: -600,
      people: [{ kind: 'member', memberId }],
    }),
  ),
  'countdown.poll.drop': names((c, { eventId }) => c.countdown.poll.drop.mutate({ eventId })),
  'countdown.poll.open': names((c, { eventId }) => c.countdown.poll.open.mutate({ eventId })),
  'countdown.poll.askAgain': names((c, { eventId, voiceId }) => c.countdown.poll.askAgain.mutate({ eventId, voiceId })),
  'countdown.poll.withdraw': names((c, { eventId, voiceId }) => c.countdown.poll.withdraw.mutate({ eventId, voiceId })),
  'countdown.poll.close': names((c, { eventId }) => c.countdown.poll.close.mutate({ eventId })),
  'rehearsal.list': names((c, { eventId }) => c.rehearsal.list.query({ eventId })),
  'rehearsal.get': names((c, { rehearsalId }) => c.rehearsal.get.query({ rehearsalId })),
  'rehearsal.order': names((c, { eventId }) => c.rehearsal.order.mutate({ eventId, t0: inHours(48), script: [] })),
  'countdown.create': names((c, { clientId }) =>
    c.countdown.create.mutate({ clientId, name: 'Lyre 4', zone: 'America/Cayenne' }),
  ),
  'countdown.update': names((c, { eventId }) => c.countdown.update.mutate({ eventId, name: 'Lyre', zone: 'UTC' })),
  'countdown.preview': names((c, ids) => c.countdown.preview.query({ verb: 'hold', ...at(ids) })),
  'countdown.setT0': names((c, ids) => c.countdown.setT0.mutate({ ...at(ids), t0: { kind: 'unknown' } })),
  'countdown.go': names((c, ids) => c.countdown.go.mutate(at(ids))),
  'countdown.hold': names((c, ids) => c.countdown.hold.mutate(at(ids))),
  'countdown.resume': names((c, ids) => c.countdown.resume.mutate({ ...at(ids), t0: inHours(50), to: 'go' })),
  'countdown.slip': names((c, ids) => c.countdown.slip.mutate({ ...at(ids), t0: inHours(50) })),
  'countdown.scrub': names((c, ids) => c.countdown.scrub.mutate(at(ids))),
  'countdown.launched': names((c, ids) => c.countdown.launched.mutate(at(ids))),
  'countdown.close': names((c, ids) => c.countdown.close.mutate({ ...at(ids), outcome: 'success' })),
  'countdown.answerOffer': names((c, ids) =>
    c.countdown.answerOffer.mutate({ ...at(ids), postId: ids.postId, answer: 'released' }),
  ),
  'countdown.openAttempt': names((c, ids) => c.countdown.openAttempt.mutate({ ...at(ids), t0: { kind: 'unknown' } })),

  'countdown.playbook': names((c, { playbookId }) => c.countdown.playbook.query({ playbookId })),
  'countdown.playbookFromEvent': names((c, { eventId }) =>
    c.countdown.playbookFromEvent.mutate({ eventId, name: 'Lancement' }),
  ),
  'countdown.savePlaybook': names((c, { playbookId }) =>
    c.countdown.savePlaybook.mutate({ playbookId, version: 1, name: 'Lancement', content: { posts: [], tasks: [] } }),
  ),
  'countdown.duplicatePlaybook': names((c, { playbookId }) =>
    c.countdown.duplicatePlaybook.mutate({ playbookId, name: 'Lancement' }),
  ),
  'countdown.archivePlaybook': names((c, { playbookId }) => c.countdown.archivePlaybook.mutate({ playbookId })),
  'countdown.restorePlaybook': names((c, { playbookId }) => c.countdown.restorePlaybook.mutate({ playbookId })),
  'countdown.previewApplication': names((c, { playbookId, eventId, clientId }) =>
    c.countdown.previewApplication.query({ playbookId, eventId, clientId }),
  ),
  'countdown.applyPlaybook': names((c, { playbookId, eventId, clientId }) =>
    c.countdown.applyPlaybook.mutate({ playbookId, eventId, clientId, fingerprint: 'x' }),
  ),
  'countdown.tasks': names((c, { eventId }) => c.countdown.tasks.query({ eventId })),
  'countdown.createTask': names((c, { eventId, memberId }) =>
    c.countdown.createTask.mutate({ eventId, ...task({ memberId }) }),
  ),
  'countdown.updateTask': names((c, { taskId, memberId }) =>
    c.countdown.updateTask.mutate({ taskId, ...task({ memberId }) }),
  ),
  'countdown.removeTask': names((c, { taskId }) => c.countdown.removeTask.mutate({ taskId })),
  'countdown.doTask': names((c, { taskId }) => c.countdown.doTask.mutate({ taskId })),
  'countdown.undoTask': names((c, { taskId }) => c.countdown.undoTask.mutate({ taskId })),

  'publishing.list': narrows((c, { clientId, channelId, eventId, armedPostId }) =>
    c.publishing.list.query({ clientId, channelId, eventId, postId: armedPostId }),
  ),
  'publishing.counts': narrows((c, { clientId }) => c.publishing.counts.query({ clientId })),
  'publishing.get': names((c, { deliveryId }) => c.publishing.get.query({ deliveryId })),
  'publishing.evidence': names((c, { armedPostId }) => c.publishing.evidence.query({ postId: armedPostId })),
  'publishing.publishNow': names((c, { deliveryId }) => c.publishing.publishNow.mutate({ deliveryId })),
  'publishing.publishPostNow': names((c, { armedPostId }) =>
    c.publishing.publishPostNow.mutate({ postId: armedPostId }),
  ),
  'publishing.retryNow': names((c, { deliveryId }) => c.publishing.retryNow.mutate({ deliveryId })),
  'publishing.sendAgain': names((c, { deliveryId }) => c.publishing.sendAgain.mutate({ deliveryId })),
  'restore.ruleAbsent': names((c, { deliveryId }) =>
    c.restore.ruleAbsent.mutate({ deliveries: [{ deliveryId, fence: 0 }] }),
  ),
  'publishing.decide': names((c, { deliveryId }) =>
    c.publishing.decide.mutate({ deliveryId, fence: 0, found: 'absent' }),
  ),
  'publishing.look': names((c, { deliveryId }) => c.publishing.look.mutate({ deliveryId })),
  'publishing.comment': names((c, { deliveryId }) => c.publishing.comment.mutate({ deliveryId, order: 'drop' })),
  'publishing.cancel': names((c, { deliveryId }) => c.publishing.cancel.mutate({ deliveryId })),
  'publishing.postedByHand': names((c, { deliveryId }) =>
    c.publishing.postedByHand.mutate({ deliveryId, permalink: 'https://social.example/1' }),
  ),
  'publishing.withdraw': names((c, { deliveryId }) => c.publishing.withdraw.mutate({ deliveryId })),
  'publishing.mend': names((c, { deliveryId }) => c.publishing.mend.mutate({ deliveryId, part: 0, text: 'Bonsoir' })),

  'audience.channels': names((c, { clientId }) => c.audience.channels.query({ clientId })),
  'audience.series': names((c, { clientId, channelId }) =>
    c.audience.series.query({ clientId, channelIds: [channelId], ...month }),
  ),
  'audience.readings': names((c, { channelId }) => c.audience.readings.query({ channelId, ...month })),
  'audience.enter': names((c, { channelId }) => c.audience.enter.mutate({ channelId, day: '2017-03-01', value: 7 })),
  'audience.dryRun': names((c, ids) => c.audience.dryRun.mutate(figures(ids))),
  'audience.import': names((c, ids) => c.audience.import.mutate(figures(ids))),
  'audience.imports': names((c, { clientId }) => c.audience.imports.query({ clientId })),
  'audience.undoImport': names((c, { importId }) => c.audience.undoImport.mutate({ importId })),

  'reporting.definitions': narrows((c, { clientId }) => c.reporting.definitions.query({ clientId })),
  'reporting.definition': names((c, { definitionId }) => c.reporting.definition.query({ definitionId })),
  'reporting.create': names((c, ids) => c.reporting.create.mutate({ clientId: ids.clientId, ...report(ids) })),
  'reporting.update': names((c, ids) => c.reporting.update.mutate({ definitionId: ids.definitionId, ...report(ids) })),
  'reporting.archive': names((c, { definitionId }) => c.reporting.archive.mutate({ definitionId })),
  'reporting.draft': names((c, { definitionId }) => c.reporting.draft.query({ definitionId, ...month })),
  'reporting.saveDraft': names((c, { definitionId }) =>
    c.reporting.saveDraft.mutate({ definitionId, ...month, words: {}, seenUpdatedAt: null }),
  ),
  'reporting.preview': names((c, { definitionId }) => c.reporting.preview.query({ definitionId, ...month })),
  'reporting.freeze': names((c, { definitionId, editionId }) =>
    c.reporting.freeze.mutate({ definitionId, ...month, seenEditionId: editionId }),
  ),
  'reporting.edition': names((c, { editionId }) => c.reporting.edition.query({ editionId })),
  'reporting.editionHtml': names((c, { editionId }) => c.reporting.editionHtml.query({ editionId })),
  'reporting.orderPdf': names((c, { editionId }) => c.reporting.orderPdf.mutate({ editionId })),
  'reporting.share': names((c, { editionId }) => c.reporting.share.mutate({ editionId })),
  'reporting.revoke': names((c, { linkId }) => c.reporting.revoke.mutate({ linkId })),

  'notices.list': orders((c, { noticeId }) => c.notices.list.query({ cursor: noticeId })),
  'notices.markRead': names((c, { noticeId }) => c.notices.markRead.mutate({ noticeId })),
  'notices.markAllRead': orders((c, { noticeId }) => c.notices.markAllRead.mutate({ newestId: noticeId })),
}

/** Every procedure that takes no id, as a director calls it: nothing of another agency is in the answer, nothing there changes. */
export const OPEN_DOORS: Readonly<Record<string, (client: Client) => Promise<unknown>>> = {
  'session.me': (c) => c.session.me.query(),
  'editorial.collisionMinutes': (c) => c.editorial.collisionMinutes.query(),
  'agency.setUp': (c) =>
    c.agency.setUp.mutate({
      agencyName: 'Encore une',
      language: 'fr',
      zone: 'Europe/Paris',
      directorName: 'Personne',
      email: 'personne@zinc.example',
      password: 'long enough to hold',
    }),
  'agency.invitation': (c) => c.agency.invitation.query({ token: 'nothing.at-all' }),
  'agency.acceptInvitation': (c) =>
    c.agency.acceptInvitation.mutate({
      token: 'nothing.at-all',
      name: 'Personne',
      password: 'long enough to hold',
      zone: 'Europe/Paris',
    }),
  'agency.get': (c) => c.agency.get.query(),
  'agency.workers': (c) => c.agency.workers.query(),
  'countdown.createPlaybook': (c) => c.countdown.createPlaybook.mutate({ name: 'Lancement' }),
  'agency.update': (c) =>
    c.agency.update.mutate({
      name: 'Zinc & Cie',
      language: 'fr',
      zone: 'Europe/Paris',
      currency: 'EUR',
      collisionMinutes: 15,
      lateLimitSeconds: 600,
    }),
  'agency.stop': (c) => c.agency.stop.mutate(),
  'agency.resume': (c) => c.agency.resume.mutate(),
  'agency.members': (c) => c.agency.members.query(),
  'agency.formerMembers': (c) => c.agency.formerMembers.query(),
  'agency.invitations': (c) => c.agency.invitations.query(),
  'agency.invite': (c) =>
    c.agency.invite.mutate({ name: 'Hugo', email: 'hugo@zinc.example', role: 'analyst', language: 'fr' }),
  'agency.updateProfile': (c) =>
    c.agency.updateProfile.mutate({
      name: 'Inès Vanhoutte',
      language: 'fr',
      zone: 'Europe/Paris',
      mailNotices: true,
    }),
  'agency.networkApps': (c) => c.agency.networkApps.query(),
  'agency.saveNetworkApp': (c) =>
    c.agency.saveNetworkApp.mutate({ network: 'x', clientId: 'our key', clientSecret: 'our secret' }),
  'clients.list': (c) => c.clients.list.query(),
  'clients.create': (c) => c.clients.create.mutate({ ...client, name: 'Musée des Dentelles' }),
  'channels.networks': (c) => c.channels.networks.query(),
  'countdown.nextT0': (c) => c.countdown.nextT0.query(),
  'countdown.playbooks': (c) => c.countdown.playbooks.query(),
  'notices.unread': (c) => c.notices.unread.query(),
  'restore.read': (c) => c.restore.read.query(),
  'restore.decideMails': (c) => c.restore.decideMails.mutate({ send: false }),
  'restore.close': (c) => c.restore.close.mutate(),
  'search.find': (c) => c.search.find.query({ text: 'Polichinelle', limit: 20 }),
  'today.read': (c) => c.today.read.query(),
}

/** What is followed rather than called; proven on an open stream. */
export const STREAMS: ReadonlySet<string> = new Set(['live.changes'])

/** Every file of doors outside the procedures. `open`: it tells nothing of an agency · `proven`: a test of its own follows. */
export const HTTP_DOORS: Readonly<Record<string, 'open' | 'proven'>> = {
  'admin.ts': 'open',
  'auth.ts': 'open',
  'evidence.ts': 'proven',
  'health.ts': 'open',
  'media.ts': 'proven',
  'oauth.ts': 'proven',
  'polls.ts': 'proven',
  'report-files.ts': 'proven',
  'reports.ts': 'proven',
}
