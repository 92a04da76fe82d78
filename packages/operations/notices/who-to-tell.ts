import type { AgencyTx } from '@comptoir/db'
import { sql } from 'kysely'

type About = {
  mandateId?: string | null | undefined
  clientId?: string | null | undefined
  wholeAgency?: boolean | undefined
}

/** Whoever is on duty for the mandate (for the mandates of today, of the client or of the whole agency, when none is named); the directors when nobody is. */
export async function whoToTell(tx: AgencyTx, about: About): Promise<{ members: string[]; onDuty: boolean }> {
  const onDuty = about.mandateId || about.clientId || about.wholeAgency ? await membersOnDuty(tx, about) : []
  return onDuty.length > 0 ? { members: onDuty, onDuty: true } : { members: await directors(tx), onDuty: false }
}

async function membersOnDuty(tx: AgencyTx, about: About): Promise<string[]> {
  const rows = await tx
    .selectFrom('mandates as m')
    .innerJoin('members as p', (on) =>
      on.onRef('p.agency_id', '=', 'm.agency_id').onRef('p.id', '=', 'm.duty_member_id'),
    )
    .innerJoin('agencies as a', 'a.agency_id', 'm.agency_id')
    .select('p.id')
    .distinct()
    .where('p.left_at', 'is', null)
    .$if(Boolean(about.mandateId), (query) => query.where('m.id', '=', about.mandateId!))
    .$if(!about.mandateId, (query) =>
      query
        .$if(Boolean(about.clientId), (own) => own.where('m.client_id', '=', about.clientId!))
        .where(sql<boolean>`(clock_timestamp() at time zone a.time_zone)::date between m.starts_on and m.ends_on`),
    )
    .execute()
  return rows.map((row) => row.id)
}

export async function directors(tx: AgencyTx): Promise<string[]> {
  const rows = await tx
    .selectFrom('members')
    .select('id')
    // A person also sees their own seats in other agencies.
    .where('agency_id', '=', tx.agencyId)
    .where('role', '=', 'director')
    .where('left_at', 'is', null)
    .execute()
  return rows.map((row) => row.id)
}
