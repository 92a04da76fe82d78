import { sql, type RawBuilder } from 'kysely'
import type { JsonValue } from './schema.generated.ts'

/** A value for a jsonb column. Always through here: pg writes a bare JavaScript array as a PostgreSQL array. */
export function jsonb(value: unknown): RawBuilder<JsonValue> {
  return sql<JsonValue>`${JSON.stringify(value ?? null)}::jsonb`
}
