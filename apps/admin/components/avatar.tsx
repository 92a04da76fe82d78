import { initials } from '../format/index.ts'

/** A person, as initials, which are a drawing: they are no part of the text that names a button. `decorative` when the name stands beside it. */
export function Avatar({
  name,
  size = 26,
  decorative = false,
}: {
  name: string
  size?: 20 | 26
  decorative?: boolean
}) {
  return (
    <span
      {...(decorative ? { 'aria-hidden': true } : { role: 'img', 'aria-label': name })}
      title={name}
      data-initials={initials(name)}
      className={`inline-grid shrink-0 place-items-center rounded-full bg-selected leading-none font-bold tracking-[.01em] text-ink-2 before:content-[attr(data-initials)] ${size === 20 ? 'size-5 text-[8.5px]' : 'size-[26px] text-[10px]'}`}
    />
  )
}
