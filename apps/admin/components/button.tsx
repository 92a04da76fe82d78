import type { MouseEvent, ReactNode, Ref } from 'react'

export type ButtonKind = 'plain' | 'primary' | 'quiet' | 'danger' | 'danger-solid'
export type ButtonSize = 'normal' | 'small' | 'big'

const KINDS: Record<ButtonKind, string> = {
  plain: 'border-line bg-surface text-ink hover:border-strong hover:bg-hover',
  primary: 'border-accent bg-accent text-on-accent hover:border-accent-hover hover:bg-accent-hover',
  quiet: 'border-transparent text-ink hover:bg-hover',
  danger: 'border-failed text-failed hover:bg-failed-bg',
  'danger-solid': 'border-failed-solid bg-failed-solid text-on-failed hover:opacity-90',
}

const SIZES: Record<ButtonSize, string> = {
  normal: 'h-control rounded-2 px-3 text-13 phone:h-10',
  small: 'h-[26px] rounded-2 px-[9px] text-12 phone:h-9',
  big: 'h-thumb rounded-3 px-[18px] text-16',
}

const OFF =
  'disabled:cursor-not-allowed disabled:border-hair disabled:bg-transparent disabled:text-ink-off aria-busy:cursor-progress aria-busy:opacity-70'

/** The look of a button, for a link that acts like one: `<Link className={buttonClass('primary')}>`. */
export function buttonClass(kind: ButtonKind = 'plain', size: ButtonSize = 'normal'): string {
  const weight = size === 'big' || kind === 'primary' || kind === 'danger-solid' ? 'font-bold' : 'font-medium'
  return `inline-flex shrink-0 cursor-pointer items-center justify-center gap-1.5 border whitespace-nowrap no-underline ${weight} ${KINDS[kind]} ${SIZES[size]} ${OFF}`
}

export interface PressProps {
  onPress?: () => void
  /** At work: it keeps the focus, says so to screen readers, and a second press does nothing. Give it to every button that commits something. */
  busy?: boolean
  isDisabled?: boolean
  type?: 'button' | 'submit'
  form?: string
  autoFocus?: boolean
  ref?: Ref<HTMLButtonElement>
  className?: string
  /** Why it cannot be pressed, or more than its words say. */
  title?: string
  'aria-label'?: string
  'aria-expanded'?: boolean
  'aria-haspopup'?: 'dialog' | 'menu' | 'listbox'
  'aria-pressed'?: boolean
  'aria-controls'?: string
  'aria-describedby'?: string
  'aria-keyshortcuts'?: string
}

export interface ButtonProps extends PressProps {
  kind?: ButtonKind
  size?: ButtonSize
  children: ReactNode
}

function native({ onPress, busy, isDisabled = false, type = 'button', ...rest }: PressProps) {
  const commits = busy !== undefined || type === 'submit'
  return {
    ...rest,
    type: busy ? ('button' as const) : type,
    disabled: isDisabled,
    'aria-busy': busy || undefined,
    'aria-disabled': busy || undefined,
    onClick: (event: MouseEvent) => {
      // A double click comes before the page has drawn that it is busy: where something is committed, it counts once.
      if (busy || (commits && event.detail > 1)) return event.preventDefault()
      onPress?.()
    },
  }
}

/** A button. Its label is a verb and says what it does; one primary per view. Inside a trigger of React Aria, use TriggerButton. */
export function Button({ kind = 'plain', size = 'normal', className = '', children, ...props }: ButtonProps) {
  return (
    <button {...native(props)} className={`${buttonClass(kind, size)} ${className}`}>
      {children}
    </button>
  )
}

export interface IconButtonProps extends PressProps {
  /** What it does, said to screen readers and on hover. */
  label: string
  children: ReactNode
}

export const ICON_BUTTON =
  'grid size-8 shrink-0 cursor-pointer place-items-center rounded-2 text-ink-2 hover:bg-hover phone:size-11 disabled:cursor-not-allowed disabled:text-ink-off'

/** A button that shows only an icon. */
export function IconButton({ label, className = '', children, ...props }: IconButtonProps) {
  return (
    <button
      {...native(props)}
      aria-label={label}
      title={props.title ?? label}
      className={`${ICON_BUTTON} ${className}`}
    >
      {children}
    </button>
  )
}
