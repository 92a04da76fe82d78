import { connectOwner } from '@comptoir/db'

/** When each thing that the log names was done, by the rows that it made. */
const DONE = `
  select id::text as subject, v.verb, created_at as at from posts, (values ('posts.created')) v(verb) where agency_id = $1
  union all select post_id::text, 'posts.' || kind, at from reviews where agency_id = $1
  union all select post_id::text, 'publishing.armed', at from reviews where agency_id = $1 and kind = 'approved'
  union all select id::text, 'posts.cancelled', cancelled_at from posts where agency_id = $1 and cancelled_at is not null
  union all select id::text, 'campaigns.created', created_at from campaigns where agency_id = $1
  union all select id::text, 'agency.network-app-saved', created_at from network_apps where agency_id = $1
  union all select id::text, 'agency.invited', created_at from invitations where agency_id = $1
  union all select id::text, 'clients.created', created_at from clients where agency_id = $1
  union all select id::text, 'mandates.created', created_at from mandates where agency_id = $1
  union all select id::text, 'channels.connected', created_at from channels where agency_id = $1
  union all select event_id::text, 'countdown.' || verb, at from event_changes where agency_id = $1
  union all select id::text, 'countdown.playbook-created', created_at from playbooks where agency_id = $1
  union all select id::text, 'countdown.playbook-saved', updated_at from playbooks where agency_id = $1
  union all select event_id::text, 'countdown.task-created', created_at from event_tasks where agency_id = $1
  union all select event_id::text, 'countdown.task-done', done_at from event_tasks where agency_id = $1 and done_at is not null
  union all select event_id::text, 'countdown.poll-set', created_at from polls where agency_id = $1
  union all select id::text, 'reports.defined', created_at from report_definitions where agency_id = $1
  union all select id::text, 'reports.frozen', frozen_at from report_editions where agency_id = $1
  union all select edition_id::text, 'reports.shared', min(created_at) from share_links where agency_id = $1 group by edition_id
  union all select edition_id::text, 'reports.link-revoked', max(revoked_at) from share_links where agency_id = $1 group by edition_id`

/**
 * The log only takes rows, and nobody but the owner may say that the use cases of the story were pressed on their days. A start that is cut short before
 * this leaves the log dated today, and nothing worse.
 */
export async function redateAudit(ownerUrl: string, agencyId: string): Promise<void> {
  const owner = await connectOwner(ownerUrl)
  try {
    await owner.query('begin')
    await owner.query('set local role comptoir_owner')
    await owner.query(`select set_config('comptoir.agency_id', $1, true)`, [agencyId])
    await owner.query(
      `update audit_log a set at = d.at, id = uuidv7(d.at - clock_timestamp())
       from (select subject, verb, min(at) as at from (${DONE}) s group by subject, verb) d
       where a.agency_id = $1 and a.subject_id = d.subject and a.verb = d.verb and d.at < a.at - interval '1 hour'`,
      [agencyId],
    )
    await owner.query('commit')
  } finally {
    await owner.end()
  }
}
