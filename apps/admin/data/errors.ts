import type { FieldPath, FieldValues, UseFormSetError } from 'react-hook-form'
import { m } from '../words.ts'
import { RpcError } from './rpc.ts'
import { gotNoAnswer } from './trpc.ts'

interface FieldError {
  path: string
  sentence: string
}

function dataOf(error: unknown): { sentence?: unknown; fields?: unknown } {
  return error instanceof RpcError ? (error.data ?? {}) : {}
}

/** What to tell the person about a failed call, in their language: the server's own sentence where there is one. */
export function sentenceOf(error: unknown): string {
  if (gotNoAnswer(error)) return m['frame.error.no-answer']()
  const { sentence } = dataOf(error)
  return typeof sentence === 'string' ? sentence : m['frame.error.ours']()
}

/** The server's refusals, field by field. */
export function fieldsOf(error: unknown): readonly FieldError[] {
  const { fields } = dataOf(error)
  return Array.isArray(fields) ? (fields as FieldError[]) : []
}

/** Puts the server's refusals on their fields, and what belongs to none of them on the form as a whole (`errors.root`). */
export function showOnFields<Values extends FieldValues>(error: unknown, setError: UseFormSetError<Values>): void {
  const fields = fieldsOf(error)
  fields.forEach(({ path, sentence }, i) =>
    setError(path as FieldPath<Values>, { type: 'server', message: sentence }, { shouldFocus: i === 0 }),
  )
  if (fields.length === 0) setError('root', { type: 'server', message: sentenceOf(error) })
}
