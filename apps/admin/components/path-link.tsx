import { Link } from '@tanstack/react-router'
import type { ReactNode } from 'react'
import { parseSearch } from '../data/search-params.ts'

interface Props {
  /** An address of ours that the server names: "/deliveries/…", "/channels/connect?channel=…". */
  path: string
  children: ReactNode
  className?: string
  onClick?: () => void
}

/** A link to a page of another feature: it is named by its address, so that neither feature needs to know the other. */
export function PathLink({ path, ...rest }: Props) {
  const [to, query] = path.split('?')
  return <Link to={to ?? '/'} search={query ? parseSearch(query) : {}} {...rest} />
}
