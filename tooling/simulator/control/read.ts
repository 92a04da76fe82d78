import { isNetwork, networks, type Network } from '../core/types.ts'
import { isObject, type Fields } from '../http/body.ts'

/** A control call that is not in order; its message names the field. */
export class Wrong extends Error {}

export const wrong = (message: string): never => {
  throw new Wrong(message)
}

export const object = (value: unknown, name: string): Fields =>
  isObject(value) ? value : wrong(`${name} must be an object`)

export const string = (fields: Fields, name: string): string => {
  const value = fields[name]
  return typeof value === 'string' && value !== '' ? value : wrong(`${name} must be a text`)
}

export const optional = <T>(fields: Fields, name: string, read: (fields: Fields, name: string) => T): T | null =>
  fields[name] === undefined || fields[name] === null ? null : read(fields, name)

export const number = (fields: Fields, name: string): number => {
  const value = typeof fields[name] === 'string' ? Number(fields[name]) : fields[name]
  return typeof value === 'number' && Number.isFinite(value) ? value : wrong(`${name} must be a number`)
}

export const boolean = (fields: Fields, name: string): boolean => {
  const value = fields[name]
  return typeof value === 'boolean' ? value : wrong(`${name} must be true or false`)
}

/** An ISO 8601 instant with its zone, as epoch milliseconds. */
export const instant = (fields: Fields, name: string): number => {
  const value = string(fields, name)
  try {
    return Temporal.Instant.from(value).epochMilliseconds
  } catch (error) {
    if (error instanceof RangeError)
      return wrong(`${name} must be an instant with a zone, such as 2026-11-24T08:00:00Z`)
    throw error
  }
}

export const array = (fields: Fields, name: string): unknown[] => {
  const value = fields[name]
  return Array.isArray(value) ? value : wrong(`${name} must be a list`)
}

export const strings = (fields: Fields, name: string): string[] =>
  array(fields, name).map((item) => (typeof item === 'string' ? item : wrong(`${name} must be a list of texts`)))

export const network = (fields: Fields, name = 'network'): Network => {
  const value = fields[name]
  return isNetwork(value) ? value : wrong(`${name} must be one of ${networks.join(', ')}`)
}

export const oneOf =
  <T extends string>(values: readonly T[]) =>
  (fields: Fields, name: string): T =>
    values.find((value) => value === fields[name]) ?? wrong(`${name} must be one of ${values.join(', ')}`)
