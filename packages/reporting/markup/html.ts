const SAFE = Symbol('markup')

/** A piece of markup that is already safe: made by `html` or by `trusted`, never by a cast. */
export type Markup = { readonly [SAFE]: true; readonly text: string }

/** What may stand in a template: nullish and false print nothing, lists print their items, strings and numbers are escaped. */
export type Slot = Markup | string | number | false | null | undefined | readonly Slot[]

// No control character but tab and line feed may stand in HTML; U+FFFD shows that something was there.
// oxlint-disable-next-line no-control-regex -- to find them is the point
const CONTROL = /[\u0000-\u0008\u000b-\u001f\u007f\ufffe\uffff]/g
const SPECIAL = /[&<>"'`]/g
const ENTITY: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '`': '&#96;',
}

/** Escapes a text for an element's content and for a quoted attribute. */
export function escape(text: string): string {
  return text.replace(CONTROL, '\ufffd').replace(SPECIAL, (c) => ENTITY[c] ?? c)
}

function isMarkup(slot: object): slot is Markup {
  return SAFE in slot
}

function print(slot: Slot): string {
  if (slot === null || slot === undefined || slot === false) return ''
  if (typeof slot === 'string') return escape(slot)
  if (typeof slot === 'number') return String(slot)
  if (isMarkup(slot)) return slot.text
  return slot.map(print).join('')
}

/** Marks a text as markup. Only for constants of ours and for what `html` made: never for anything that a person or a network wrote. */
export function trusted(text: string): Markup {
  return { [SAFE]: true, text }
}

const compacted = new WeakMap<TemplateStringsArray, readonly string[]>()

// Indentation in our sources is no reader's business: a line break with what follows it counts as one space.
function compact(strings: TemplateStringsArray): readonly string[] {
  let short = compacted.get(strings)
  if (!short) {
    short = strings.map((s) => s.replace(/\s*\n\s*/g, ' ').replace(/ (?=\/?>)/g, ''))
    compacted.set(strings, short)
  }
  return short
}

/** A template whose slots are escaped unless they are markup themselves. Attributes must be quoted. Serves SVG too. */
export function html(strings: TemplateStringsArray, ...slots: Slot[]): Markup {
  const [first = '', ...rest] = compact(strings)
  let text = first
  for (const [i, slot] of slots.entries()) text += print(slot) + (rest[i] ?? '')
  return trusted(text)
}

/**
 * An address as a link may carry it: http, https, mailto, a path or a fragment of our own; anything else (javascript:, data: …) is null.
 * Protocol-relative addresses are refused too.
 */
export function safeHref(address: string): string | null {
  const trimmed = address.trim()
  if (/^(?:https?:\/\/|mailto:)/i.test(trimmed)) return trimmed
  if (/^(?:#|\?|\.{0,2}\/(?![/\\]))/.test(trimmed)) return trimmed
  return null
}

/** The address of a picture: what `safeHref` lets through (no mailto), or an image as data. SVG as data is refused. */
export function safeSrc(address: string): string | null {
  if (/^data:image\/(?:png|jpeg|webp|gif|avif);base64,[a-z0-9+/=]+$/i.test(address)) return address
  return /^mailto:/i.test(address.trim()) ? null : safeHref(address)
}
