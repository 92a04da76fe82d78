import type { ReactNode } from 'react'
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components/Button'

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid'
export type ButtonSize = 'normal' | 'small' | 'big'

const KINDS: Record<ButtonKind, string> = {
  plain: 'border-line bg-surface font-medium text-ink hover:border-strong hover:bg-hover',
  primary: 'border-accent bg-accent font-bold text-on-accent hover:border-accent-hover hover:bg-accent-hover',
  quiet: 'border-transparent font-medium text-ink hover:bg-hover',
  danger: 'border-failed font-medium text-failed hover:bg-failed-bg',
  'danger-solid': 'border-failed-solid bg-failed-solid font-bold text-on-failed hover:opacity-90',
}

const SIZES: Record<ButtonSize, string> = {
  normal: 'h-control px-3 text-13 phone:h-10',
  small: 'h-[26px] px-[9px] text-12 phone:h-9',
  big: 'h-thumb rounded-3 px-[18px] text-16 font-bold',
}

/** The look of a button, for a link that acts like one: `<Link className={buttonClass('primary')}>`. */
export function buttonClass(kind: ButtonKind = 'plain', size: ButtonSize = 'normal'): string {
  return `inline-flex shrink-0 items-center justify-center gap-1.5 rounded-2 border whitespace-nowrap no-underline cursor-pointer ${KINDS[kind]} ${SIZES[size]}`
}

const OFF =
  'disabled:cursor-not-allowed disabled:border-hair disabled:bg-transparent disabled:font-medium disabled:text-ink-off pending:cursor-progress pending:opacity-70'

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  kind?: ButtonKind
  size?: ButtonSize
  /** At work: it stays focusable, says so to screen readers, and a second press does nothing. */
  busy?: boolean
  children: ReactNode
  className?: string
}

/** A button. Its label is a verb and says what it does; one primary per view. */
export function Button({ kind = 'plain', size = 'normal', busy = false, className = '', ...props }: ButtonProps) {
  return <AriaButton {...props} isPending={busy} className={`${buttonClass(kind, size)} ${OFF} ${className}`} />
}

export interface IconButtonProps extends Omit<ButtonProps, 'children' | 'kind' | 'size'> {
  /** What it does, said to screen readers and on hover. */
  label: string
  children: ReactNode
}

/** A button that shows only an icon. */
export function IconButton({ label, busy = false, className = '', ...props }: IconButtonProps) {
  return (
    <span title={label} className="contents">
      <AriaButton
        {...props}
        aria-label={label}
        isPending={busy}
        className={`grid size-8 shrink-0 cursor-pointer place-items-center rounded-2 text-ink-2 hover:bg-hover phone:size-11 disabled:cursor-not-allowed disabled:text-ink-off ${className}`}
      />
    </span>
  )
}
