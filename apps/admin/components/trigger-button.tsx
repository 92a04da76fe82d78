import type { ReactNode } from 'react'
import { Button, type ButtonProps } from 'react-aria-components/Button'
import { buttonClass, ICON_BUTTON, type ButtonKind, type ButtonSize } from './button.tsx'

interface Props extends Omit<ButtonProps, 'className' | 'style' | 'children'> {
  kind?: ButtonKind
  size?: ButtonSize
  /** Shows only an icon: the label is said and the square is drawn. */
  iconLabel?: string
  children: ReactNode
  className?: string
}

/** Our button as the trigger of a menu, a dialog or a file chooser of React Aria (`MenuTrigger`, `DialogTrigger`, `FileTrigger`). */
export function TriggerButton({ kind = 'plain', size = 'normal', iconLabel, className = '', ...props }: Props) {
  return (
    <Button
      {...props}
      {...(iconLabel ? { 'aria-label': iconLabel } : {})}
      className={`${iconLabel ? ICON_BUTTON : buttonClass(kind, size)} ${className}`}
    />
  )
}
