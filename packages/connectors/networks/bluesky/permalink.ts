/**
 * Pages for readers. Accounts of every server are read at bsky.app; a server in clear, which only an operator can allow, is a world of
 * its own with its own pages.
 */
const readersOf = (baseUrl: string) => (baseUrl.startsWith('http:') ? baseUrl.replace(/\/$/, '') : 'https://bsky.app')

export const profilePage = (baseUrl: string, handle: string) => `${readersOf(baseUrl)}/profile/${handle}`

export const postPage = (baseUrl: string, handle: string, rkey: string) =>
  `${profilePage(baseUrl, handle)}/post/${rkey}`
