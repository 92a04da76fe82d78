import { DEFAULT_BASE } from './manifest.ts'

export const pageOf = (baseUrl: string, handle: string) =>
  `${baseUrl === DEFAULT_BASE ? 'https://www.facebook.com' : baseUrl}/${handle}`

/** The address of a post as readers know it; an id is `PAGE_POST`. */
export const postOf = (baseUrl: string, handle: string, id: string) =>
  `${pageOf(baseUrl, handle)}/posts/${id.slice(id.indexOf('_') + 1)}`
