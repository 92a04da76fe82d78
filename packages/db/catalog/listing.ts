import type { Catalog, Relation } from './read-catalog.ts'

// Monthly partitions come and go with the calendar: the listing shows one for all, the faults are looked for in each.
const MONTHLY = /_\d{4}_\d{2}$/

const indent = (lines: readonly string[]) => lines.map((line) => `  ${line}`)

function relationLines(relation: Relation): string[] {
  if (relation.kind === 'sequence') return []
  const security = relation.rowSecurity ? `, row security ${relation.forced ? 'forced' : 'enabled only'}` : ''
  const parent = relation.parent ? ` of ${relation.parent}` : ''
  return [
    `${relation.kind} ${relation.schema}.${relation.name}${parent} (${relation.owner}${security})`,
    ...indent([
      ...relation.columns.map(
        ({ name, type, notNull, default: value }) =>
          `${name} ${type}${notNull ? ' not null' : ''}${value === null ? '' : ` default ${value}`}`,
      ),
      ...relation.constraints.map(({ name, text }) => `constraint ${name}: ${text}`),
      ...relation.indexes.map(({ text }) =>
        text.toLowerCase().startsWith('create unique')
          ? `unique index${text.slice(19)}`
          : text.slice(7).replace('INDEX', 'index'),
      ),
      ...relation.policies.map(
        (policy) =>
          `policy ${policy.name} for ${policy.command} to ${policy.roles.join(', ')}: using ${flat(policy.using)} check ${flat(policy.check)}`,
      ),
      ...relation.grants.map(
        ({ grantee, rights, column }) => `grant ${rights}${column ? ` (${column})` : ''} to ${grantee}`,
      ),
    ]),
    '',
  ]
}

const flat = (text: string | null) => text?.replaceAll(/\s+/g, ' ') ?? 'none'

/** The catalog as sorted text: git keeps it, and a change of the database shows as a change of this file. */
export function listingOf(catalog: Catalog): string {
  const kept: Relation[] = []
  const monthly = new Set<string>()
  for (const relation of catalog.relations) {
    if (!MONTHLY.test(relation.name)) kept.push(relation)
    else if (relation.parent && !monthly.has(relation.parent)) {
      monthly.add(relation.parent)
      kept.push({ ...relation, name: relation.name.replace(MONTHLY, '_YYYY_MM'), constraints: [], indexes: [] })
    }
  }
  return [
    '# Written from the catalog of a database made by the migrations: `pnpm database` writes it again.',
    '',
    ...catalog.roles.map(
      (role) =>
        `role ${role.name}: ${role.login ? 'login' : 'no login'}, ${role.inherits ? 'inherits' : 'inherits nothing'}` +
        (role.memberOf.length > 0 ? `, may become ${role.memberOf.join(', ')}` : ''),
    ),
    '',
    ...catalog.schemas.flatMap((schema) => [
      `schema ${schema.name} (${schema.owner})`,
      ...indent(schema.grants.map((grant) => `grant ${grant.rights} to ${grant.grantee}`)),
    ]),
    '',
    ...kept.flatMap(relationLines),
    ...catalog.routines.map(
      (routine) =>
        `function ${routine.schema}.${routine.name} returns ${routine.returns} (${routine.owner}${routine.definer ? ', security definer' : ''}` +
        `${routine.settings.length > 0 ? `, ${routine.settings.join(', ')}` : ''}) for ${routine.grants.join(', ') || 'its owner only'}`,
    ),
    '',
  ].join('\n')
}
