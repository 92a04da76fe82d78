import type { Account, Post } from '../core/types.ts'
import type { World } from '../core/world.ts'

/** Where a person reads the account. */
export const accountUrl = (world: World, account: Account): string => {
  const base = world.base(account.network)
  if (account.network === 'bluesky') return `${base}/profile/${account.handle}`
  if (account.network === 'mastodon') return `${base}/@${account.handle}`
  return `${base}/${account.handle}`
}

/** Where a person reads the post. */
export const postUrl = (world: World, account: Account, post: Post): string => {
  const url = accountUrl(world, account)
  switch (post.network) {
    case 'bluesky':
      return `${url}/post/${post.id.slice(post.id.lastIndexOf('/') + 1)}`
    case 'mastodon':
      return `${url}/${post.id}`
    case 'facebook':
      return `${url}/posts/${post.id.slice(post.id.indexOf('_') + 1)}`
    case 'x':
      return `${url}/status/${post.id}`
  }
}

export const mediaUrl = (world: World, media: { network: string; id: string }): string =>
  `${world.url}/${media.network}/media/${encodeURIComponent(media.id)}`

export const avatarUrl = (world: World, account: Account): string =>
  `${world.url}/${account.network}/avatar/${encodeURIComponent(account.handle)}.svg`
