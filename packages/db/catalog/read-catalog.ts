import { sql, type QueryExecutorProvider } from 'kysely'

export type Column = { name: string; type: string; notNull: boolean; default: string | null }
export type Policy = {
  name: string
  permissive: boolean
  command: string
  roles: string[]
  using: string | null
  check: string | null
}
export type Index = { name: string; unique: boolean; columns: (string | null)[]; text: string }
export type Constraint = { name: string; kind: string; columns: string[]; references: string[]; text: string }
export type Grant = { grantee: string; rights: string; column: string | null }

export type Relation = {
  schema: string
  name: string
  kind: 'table' | 'partitioned table' | 'partition' | 'view' | 'materialized view' | 'foreign table' | 'sequence'
  owner: string
  rowSecurity: boolean
  forced: boolean
  securityInvoker: boolean
  parent: string | null
  columns: Column[]
  policies: Policy[]
  indexes: Index[]
  constraints: Constraint[]
  grants: Grant[]
}
export type Routine = {
  schema: string
  name: string
  owner: string
  definer: boolean
  settings: string[]
  grants: string[]
  returns: string
}
export type Schema = { name: string; owner: string; grants: Grant[] }
export type Role = {
  name: string
  superuser: boolean
  bypassesRowSecurity: boolean
  login: boolean
  inherits: boolean
  memberOf: string[]
}
export type Catalog = { schemas: Schema[]; relations: Relation[]; routines: Routine[]; roles: Role[] }

// The queue's schema is its owner's own; only the schema itself and our door into it are ours to watch.
const OURS = sql`n.nspname !~ '^pg_' and n.nspname <> 'information_schema'`

const RELATIONS = sql<Relation>`
  select n.nspname as schema, c.relname as name, pg_get_userbyid(c.relowner) as owner,
    case when c.relispartition then 'partition' else case c.relkind when 'r' then 'table' when 'p' then 'partitioned table'
      when 'v' then 'view' when 'm' then 'materialized view' when 'f' then 'foreign table' when 'S' then 'sequence' end end as kind,
    c.relrowsecurity as "rowSecurity", c.relforcerowsecurity as forced,
    coalesce(c.reloptions @> array['security_invoker=true'] or c.reloptions @> array['security_invoker=on'], false) as "securityInvoker",
    (select i.inhparent::regclass::text from pg_inherits i where i.inhrelid = c.oid and c.relispartition) as parent,
    coalesce((select jsonb_agg(jsonb_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod),
        'notNull', a.attnotnull, 'default', case when a.attidentity <> '' then 'identity' else pg_get_expr(d.adbin, d.adrelid) end)
        order by a.attnum)
      from pg_attribute a left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and c.relkind <> 'S'), '[]') as columns,
    coalesce((select jsonb_agg(jsonb_build_object('name', p.polname, 'permissive', p.polpermissive,
        'command', case p.polcmd when '*' then 'all' when 'r' then 'select' when 'a' then 'insert' when 'w' then 'update' else 'delete' end,
        'roles', (select jsonb_agg(case r when 0 then 'public' else pg_get_userbyid(r) end order by 1) from unnest(p.polroles) r),
        'using', pg_get_expr(p.polqual, p.polrelid), 'check', pg_get_expr(p.polwithcheck, p.polrelid)) order by p.polname)
      from pg_policy p where p.polrelid = c.oid), '[]') as policies,
    coalesce((select jsonb_agg(jsonb_build_object('name', ic.relname, 'unique', i.indisunique, 'text', pg_get_indexdef(i.indexrelid),
        'columns', (select jsonb_agg(a.attname order by k.ord) from unnest(i.indkey::int2[]) with ordinality k(num, ord)
          left join pg_attribute a on a.attrelid = c.oid and a.attnum = k.num and k.num > 0)) order by ic.relname)
      from pg_index i join pg_class ic on ic.oid = i.indexrelid where i.indrelid = c.oid), '[]') as indexes,
    coalesce((select jsonb_agg(jsonb_build_object('name', k.conname, 'kind', k.contype, 'text', pg_get_constraintdef(k.oid),
        'columns', coalesce((select jsonb_agg(a.attname order by u.ord) from unnest(k.conkey) with ordinality u(num, ord)
          join pg_attribute a on a.attrelid = k.conrelid and a.attnum = u.num), '[]'),
        'references', coalesce((select jsonb_agg(a.attname order by u.ord) from unnest(k.confkey) with ordinality u(num, ord)
          join pg_attribute a on a.attrelid = k.confrelid and a.attnum = u.num), '[]')) order by k.conname)
      from pg_constraint k where k.conrelid = c.oid and k.contype in ('p', 'u', 'f', 'c', 'x')), '[]') as constraints,
    coalesce((select jsonb_agg(g order by g->>'grantee', g->>'column' nulls first) from (
      select jsonb_build_object('grantee', case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end, 'column', null,
        'rights', string_agg(lower(x.privilege_type), ', ' order by x.privilege_type)) as g
      from aclexplode(c.relacl) x where x.grantee <> c.relowner group by x.grantee
      union all
      select jsonb_build_object('grantee', case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end, 'column', a.attname,
        'rights', string_agg(lower(x.privilege_type), ', ' order by x.privilege_type))
      from pg_attribute a, aclexplode(a.attacl) x where a.attrelid = c.oid and x.grantee <> c.relowner group by x.grantee, a.attname
    ) grants), '[]') as grants
  from pg_class c join pg_namespace n on n.oid = c.relnamespace
  where ${OURS} and n.nspname <> 'graphile_worker' and c.relkind in ('r', 'p', 'v', 'm', 'f', 'S')
  order by n.nspname, c.relname`

const ROUTINES = sql<Routine>`
  select n.nspname as schema, p.proname || '(' || pg_get_function_identity_arguments(p.oid) || ')' as name, pg_get_userbyid(p.proowner) as owner, p.prosecdef as definer,
    coalesce(p.proconfig, '{}') as settings, pg_get_function_result(p.oid) as returns,
    coalesce((select array_agg(case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end order by 1)
      from aclexplode(coalesce(p.proacl, acldefault('f', p.proowner))) x where x.grantee <> p.proowner), '{}')::text[] as grants
  from pg_proc p join pg_namespace n on n.oid = p.pronamespace
  where ${OURS} and (n.nspname <> 'graphile_worker' or p.proname = 'enqueue_job')
    and not exists (select 1 from pg_depend d where d.objid = p.oid and d.deptype = 'e')
  order by 1, 2`

const SCHEMAS = sql<Schema>`
  select n.nspname as name, pg_get_userbyid(n.nspowner) as owner,
    coalesce((select jsonb_agg(jsonb_build_object('grantee', g.grantee, 'rights', g.rights, 'column', null) order by g.grantee) from (
      select case x.grantee when 0 then 'public' else pg_get_userbyid(x.grantee) end as grantee,
        string_agg(lower(x.privilege_type), ', ' order by x.privilege_type) as rights
      from aclexplode(n.nspacl) x where x.grantee <> n.nspowner group by x.grantee) g), '[]') as grants
  from pg_namespace n where ${OURS} order by 1`

const ROLES = sql<Role>`
  select r.rolname as name, r.rolsuper as superuser, r.rolbypassrls as "bypassesRowSecurity", r.rolcanlogin as login,
    r.rolinherit as inherits,
    coalesce((select array_agg(pg_get_userbyid(m.roleid) order by 1) from pg_auth_members m
      where m.member = r.oid and m.set_option), '{}')::text[] as "memberOf"
  from pg_roles r where r.rolname ~ '^comptoir_' and r.rolname <> 'comptoir_root' order by 1`

/** The database as its own catalog tells it: what migrations meant does not count. */
export async function readCatalog(db: QueryExecutorProvider): Promise<Catalog> {
  const [schemas, relations, routines, roles] = await Promise.all([
    SCHEMAS.execute(db),
    RELATIONS.execute(db),
    ROUTINES.execute(db),
    ROLES.execute(db),
  ])
  return { schemas: schemas.rows, relations: relations.rows, routines: routines.rows, roles: roles.rows }
}
