/** Says what the launcher does, a line each; on a terminal a label in front keeps the lines apart. */
export type Say = (line: string) => void

export function sayOnStdout(): Say {
  // A closed pipe (`start | head`) must not end the house.
  process.stdout.on('error', () => undefined)
  return (line) => void process.stdout.write(`${line}\n`)
}

/** Seconds since a moment, for a person. */
export const since = (moment: number): string => `${((performance.now() - moment) / 1000).toFixed(1)} s`
