/** A message as the files hold it: a sentence, or variants by plural. */
export type Message =
  | string
  | readonly { declarations?: readonly string[]; selectors?: readonly string[]; match: Record<string, string> }[]

function textsOf(message: Message): string[] {
  return typeof message === 'string' ? [message] : message.flatMap((variants) => Object.values(variants.match))
}

/** The variables that a message wants, in alphabetical order. */
export function variablesOf(message: Message): string[] {
  const local = new Set<string>()
  const wanted = new Set<string>()
  if (typeof message !== 'string') {
    for (const declaration of message.flatMap((variants) => variants.declarations ?? [])) {
      const [kind, name = ''] = declaration.split(/\s+/)
      if (kind === 'input') wanted.add(name)
      else local.add(name)
    }
  }
  for (const text of textsOf(message)) {
    for (const [, name = ''] of text.matchAll(/(?<!\\)\{\s*([\w.]+)\s*\}/g)) if (!local.has(name)) wanted.add(name)
  }
  return [...wanted].toSorted()
}

const RULES: readonly (readonly [RegExp, string])[] = [
  [/ [;!?]/, 'a plain space before ?'],
  [/[\p{L}\d}»)][;!?](?=\s|$)/u, 'no space before ?'],
  [/ :(?=\s|$)/, 'a plain space before :'],
  [/[\p{L}}»)]:(?=\s|$)/u, 'no space before :'],
  [/« | »|«(?![\u202f\u00a0 ])|(?<![\u202f\u00a0 ])»/, 'a plain space inside guillemets'],
  [/\p{L}'\p{L}/u, 'a straight apostrophe'],
  [/"/, 'straight quotes'],
  [/\.\.\./, 'three dots'],
  [/[\d}] (?:h|min|s|j|%|€|ko|Mo)(?![\p{L}\d])/u, 'a plain space before a unit'],
]

/** What a French printer would mend: narrow space before ; ! ? and inside « », no-break space before a colon and a unit, ’ and …. */
export function faultsInFrench(message: Message): string[] {
  return textsOf(message).flatMap((text) => {
    const withoutAddresses = text.replace(/https?:\/\/\S+/g, '')
    return RULES.filter(([sign]) => sign.test(withoutAddresses)).map(([, fault]) => fault)
  })
}
