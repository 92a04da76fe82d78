import { getRouteApi } from '@tanstack/react-router'

const route = getRouteApi('/frame/audience')

/** What the page's address holds: links to another channel keep the period, and the other way round. */
export const useAudienceSearch = () => route.useSearch()
export type AudienceSearch = ReturnType<typeof useAudienceSearch>
