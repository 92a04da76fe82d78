/** The thing does not exist for this agency: another agency's ids look the same as no ids at all. */
export class NotFound extends Error {
  readonly subject: string
  constructor(subject: string) {
    super(`${subject} not found`)
    this.name = 'NotFound'
    this.subject = subject
  }
}

/** Returns the row, or throws NotFound naming what was looked for. */
export function found<Row>(row: Row | null | undefined, subject: string): Row {
  if (row === null || row === undefined) throw new NotFound(subject)
  return row
}
