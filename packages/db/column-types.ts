import pg from 'pg'

const { builtins } = pg.types

// Beyond 2^53 a number would be wrong in silence.
function safeInteger(text: string): number {
  const value = Number(text)
  if (!Number.isSafeInteger(value)) throw new RangeError(`bigint out of a number's reach: ${text}`)
  return value
}

const asText = (text: string) => text

/**
 * How columns come back: bigint and numeric as number, date as 'YYYY-MM-DD' (a day has no zone), timestamptz as Date,
 * json as value, bytea as Buffer. Kept per pool, so that a library's own pool is left alone.
 */
export const readColumn: pg.CustomTypesConfig['getTypeParser'] = (oid: number, format?: 'text' | 'binary') => {
  if (format === 'binary') return pg.types.getTypeParser(oid, 'binary')
  if (oid === builtins.INT8) return safeInteger
  if (oid === builtins.NUMERIC) return Number
  if (oid === builtins.DATE) return asText
  return pg.types.getTypeParser(oid)
}
