import type { Catalog, Policy, Relation, Role, Routine, Schema } from './read-catalog.ts'

/** Tables that belong to the installation as a whole. A new name here is a decision: everything else is a tenant's. */
const OF_THE_HOUSE = new Set(['instance', 'workers', 'publishing_marks', 'restores'])

/** The one policy, as PostgreSQL writes it back: the setting read once a statement through the sub-select. */
const TENANT = `(agency_id = ( SELECT (NULLIF(current_setting('comptoir.agency_id'::text, true), ''::text))::uuid AS "nullif"))`

const MINE = `(user_id = ( SELECT NULLIF(current_setting('comptoir.user_id'::text, true), ''::text) AS "nullif"))`
const MY_AGENCIES =
  '(agency_id IN ( SELECT m.agency_id FROM members m WHERE ' +
  `(m.user_id = ( SELECT NULLIF(current_setting('comptoir.user_id'::text, true), ''::text) AS "nullif"))))`

// A reader without the schema in its search path gets every table with its schema in front.
const oneLine = (text: string | null) => text?.replaceAll(/\s+/g, ' ').replaceAll('public.', '') ?? null

const isTenantPolicy = (policy: Policy) =>
  policy.name === 'tenant' &&
  policy.permissive &&
  policy.command === 'all' &&
  policy.roles.join() === 'public' &&
  oneLine(policy.using) === TENANT &&
  oneLine(policy.check) === TENANT

/** Policies beside the tenant's own: they only ever let somebody read. */
function isKnownReading(table: string, policy: Policy): boolean {
  if (!policy.permissive || policy.command !== 'select' || policy.check !== null) return false
  const using = oneLine(policy.using)
  if (policy.name === 'routing') return policy.roles.join() === 'comptoir_dispatch' && using === 'true'
  if (table === 'members') return policy.name === 'own_rows' && using === MINE
  if (table === 'agencies') return policy.name === 'own_agencies' && using === MY_AGENCIES
  return false
}

/** A restrictive policy only ever takes rows away: those of withdrawn imports, those of rehearsals from whoever looks across agencies. */
const takesAway = (table: string, policy: Policy) =>
  !policy.permissive &&
  policy.command === 'select' &&
  ((table === 'readings' && policy.name === 'standing') || policy.name === 'rehearsal')

/** Where rehearsals are looked up themselves. */
const OF_REHEARSALS = new Set(['rehearsals', 'rehearsal_agencies'])

const showsRehearsals = ({ name, policies }: Relation) =>
  !OF_REHEARSALS.has(name) &&
  policies.some((policy) => policy.name === 'routing') &&
  !policies.some((policy) => policy.name === 'rehearsal' && takesAway(name, policy))

function tenantFaults(table: Relation): string[] {
  const faults: string[] = []
  const agency = table.columns.find((column) => column.name === 'agency_id')
  if (!agency || agency.type !== 'uuid' || !agency.notNull) return ['has no "agency_id uuid not null"']
  if (!table.rowSecurity) faults.push('row-level security is not enabled')
  if (!table.forced) faults.push('row-level security is not forced')
  const tenant = table.policies.find((policy) => policy.name === 'tenant')
  if (!tenant) faults.push('has no policy "tenant"')
  else if (!isTenantPolicy(tenant))
    faults.push('its policy "tenant" is not the sub-select form in USING and WITH CHECK')
  for (const policy of table.policies) {
    if (policy !== tenant && !isKnownReading(table.name, policy) && !takesAway(table.name, policy))
      faults.push(`policy "${policy.name}" is not one that the house knows`)
  }
  if (showsRehearsals(table)) faults.push('shows the rows of rehearsals to whoever routes')
  if (!table.constraints.some((constraint) => constraint.kind === 'p')) faults.push('has no primary key')
  for (const { name, kind, columns, references } of table.constraints) {
    if (kind === 'p' && columns[0] !== 'agency_id') faults.push(`primary key ${name} does not start with agency_id`)
    if (kind === 'f' && (columns[0] !== 'agency_id' || references[0] !== 'agency_id')) {
      faults.push(`foreign key ${name} does not carry agency_id first`)
    }
  }
  for (const index of table.indexes) {
    if (index.unique && index.columns[0] !== 'agency_id')
      faults.push(`unique index ${index.name} does not start with agency_id`)
  }
  return faults
}

function grantFaults(relation: Relation): string[] {
  const tenant = relation.schema === 'public' && !OF_THE_HOUSE.has(relation.name)
  return relation.grants.flatMap(({ grantee, rights, column }) => {
    const what = `grants ${rights}${column ? ` (${column})` : ''} to ${grantee}`
    const known =
      (relation.schema === 'public' && grantee === 'comptoir_app') ||
      // The dispatcher reads the routing columns that are named, never a tenant's whole row.
      (relation.schema === 'public' &&
        grantee === 'comptoir_dispatch' &&
        (!tenant || (column !== null && rights === 'select'))) ||
      (relation.schema === 'auth' && grantee === 'comptoir_auth')
    return known ? [] : [what]
  })
}

function relationFaults(relation: Relation): string[] {
  const faults = grantFaults(relation)
  if (relation.owner !== 'comptoir_owner') faults.push(`belongs to ${relation.owner}, not to comptoir_owner`)
  if (relation.kind === 'view' && !relation.securityInvoker)
    faults.push('is a view without security_invoker: it reads past row-level security')
  if (relation.kind === 'materialized view' || relation.kind === 'foreign table')
    faults.push(`is a ${relation.kind}: no policy protects it`)
  const isTable = relation.kind === 'table' || relation.kind === 'partitioned table' || relation.kind === 'partition'
  if (!isTable) return faults
  if (relation.schema === 'public' && !OF_THE_HOUSE.has(relation.name)) faults.push(...tenantFaults(relation))
  else if (relation.columns.some((column) => column.name === 'agency_id'))
    faults.push('has agency_id outside the tenant tables')
  return faults
}

function routineFaults(routine: Routine): string[] {
  const faults: string[] = []
  const owner = routine.schema === 'graphile_worker' ? 'comptoir_jobs' : 'comptoir_owner'
  if (routine.owner !== owner) faults.push(`belongs to ${routine.owner}, not to ${owner}`)
  if (routine.grants.includes('public')) faults.push('may be executed by public')
  if (!routine.definer) return faults
  const path = routine.settings.find((setting) => setting.startsWith('search_path='))
  if (!path) faults.push('is SECURITY DEFINER without a fixed search_path')
  else if (!/^search_path="?pg_catalog"?(,|$)/.test(path) || path.includes('$user')) {
    faults.push('is SECURITY DEFINER with a search_path that does not start with pg_catalog')
  }
  return faults
}

const SCHEMA_OWNERS: Record<string, string> = {
  auth: 'comptoir_owner',
  graphile_worker: 'comptoir_jobs',
  public: 'comptoir_owner',
  simulated: 'comptoir_owner',
  upgrade: 'comptoir_owner',
}

function schemaFaults(schema: Schema): string[] {
  const owner = SCHEMA_OWNERS[schema.name]
  if (!owner) return ['is not a schema that the house knows']
  const faults = schema.owner === owner ? [] : [`belongs to ${schema.owner}, not to ${owner}`]
  for (const grant of schema.grants) {
    if (grant.grantee === 'public' || grant.rights.includes('create'))
      faults.push(`grants ${grant.rights} to ${grant.grantee}`)
  }
  return faults
}

function roleFaults(role: Role): string[] {
  const faults: string[] = []
  if (role.superuser) faults.push('is a superuser')
  if (role.bypassesRowSecurity) faults.push('bypasses row-level security')
  if (role.name === 'comptoir_runtime') {
    if (role.inherits) faults.push('inherits rights')
    if (role.memberOf.join() !== 'comptoir_app,comptoir_dispatch')
      faults.push(`may become ${role.memberOf.join(', ') || 'nobody'}`)
  } else if (role.memberOf.length > 0) faults.push(`may become ${role.memberOf.join(', ')}`)
  return faults
}

/** Every breach of the house's rules, as "thing: what is wrong". Empty when the database may be trusted to keep agencies apart. */
export function faultsOf(catalog: Catalog): string[] {
  const named = (name: string, faults: string[]) => faults.map((fault) => `${name}: ${fault}`)
  return [
    ...catalog.roles.flatMap((role) => named(`role ${role.name}`, roleFaults(role))),
    ...catalog.schemas.flatMap((schema) => named(`schema ${schema.name}`, schemaFaults(schema))),
    ...catalog.relations.flatMap((relation) => named(`${relation.schema}.${relation.name}`, relationFaults(relation))),
    ...catalog.routines.flatMap((routine) =>
      named(`function ${routine.schema}.${routine.name}`, routineFaults(routine)),
    ),
  ]
}
