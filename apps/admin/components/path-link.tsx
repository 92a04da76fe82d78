import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'

interface Props {
  /** An address of ours that the server names: "/deliveries/…". */
  path: string
  children: ReactNode
  className?: string
  onClick?: () => void
}

/** A link to a page of another feature: it is named by its address, so that neither feature needs to know the other. */
export function PathLink({ path, ...rest }: Props) {
  return <Link to={path} {...rest} />
}
