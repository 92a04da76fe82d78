import { DEFAULT_BASE } from './manifest.ts'

export const profilePage = (baseUrl: string, handle: string) =>
  `${baseUrl === DEFAULT_BASE ? 'https://x.com' : baseUrl}/${handle}`

export const postPage = (baseUrl: string, handle: string, id: string) => `${profilePage(baseUrl, handle)}/status/${id}`
