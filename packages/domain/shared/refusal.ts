/** A refusal that the caller can act on: `why` is a code, the words for people live in the message catalogs. */
export type Refused<Why extends string> = { kind: 'refused'; why: Why }

/** Says no, with the reason as a code. */
export function refused<const Why extends string>(why: Why): Refused<Why> {
  return { kind: 'refused', why }
}
