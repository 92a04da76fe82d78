import { control } from '../control/routes.ts'
import { isNetwork, networks, type Account, type Media, type Network, type Post } from '../core/types.ts'
import type { World } from '../core/world.ts'
import type { House } from '../http/server.ts'
import { file, html, redirect, type Reply } from '../http/reply.ts'
import { accountUrl, mediaUrl, postUrl } from '../networks/permalinks.ts'
import { chance } from '../core/random.ts'
import { escape, page } from './layout.ts'
import { isFrench } from './words.ts'

const titles: Record<Network, string> = { bluesky: 'Bluesky', mastodon: 'Mastodon', facebook: 'Facebook', x: 'X' }
const shownOnHome = 8
const shownOnAccount = 60

interface Reader {
  world: World
  fr: boolean
}

const whole = ({ fr }: Reader, value: number): string => new Intl.NumberFormat(fr ? 'fr' : 'en').format(value)
const when = ({ fr }: Reader, at: number): string =>
  `<time datetime="${new Date(at).toISOString()}">${new Intl.DateTimeFormat(fr ? 'fr' : 'en', { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' }).format(at)} UTC</time>`

const counts = (reader: Reader, post: Post): string => {
  const { fr } = reader
  const figures = reader.world.figures(post)
  const rows: [string, number | null][] = [
    [fr ? 'réactions' : 'reactions', figures.reactions],
    [fr ? 'commentaires' : 'comments', figures.comments],
    [fr ? 'partages' : 'shares', figures.shares],
    [fr ? 'vues' : 'views', figures.impressions],
  ]
  return rows.flatMap(([name, value]) => (value === null ? [] : [`${whole(reader, value)} ${name}`])).join(' · ')
}

const images = (reader: Reader, post: Post): string => {
  const shown = post.media.flatMap(({ mediaId, alt }) => {
    const media = reader.world.mediaOf(post.network, mediaId)
    if (media === undefined || !media.mime.startsWith('image/')) return []
    const caption = alt === '' ? (reader.fr ? 'sans texte de remplacement' : 'no alt text') : escape(alt)
    return [
      `<figure><img src="${escape(mediaUrl(reader.world, media))}" alt="${escape(alt)}"><figcaption>${caption}</figcaption></figure>`,
    ]
  })
  return shown.length === 0 ? '' : `<div class="images">${shown.join('')}</div>`
}

const item = (
  reader: Reader,
  account: Account,
  post: Post,
): string => `<li><p class="text">${escape(post.text)}</p>${images(reader, post)}
  <small><a href="${escape(postUrl(reader.world, account, post))}">${when(reader, post.createdAt)}</a> · ${counts(reader, post)}</small></li>`

const latest = (world: World, account: Account, count: number): Post[] =>
  world
    .postsOf(account)
    .filter((post) => world.readable(post))
    .slice(-count)
    .reverse()

const followers = (reader: Reader, account: Account): string =>
  `${whole(reader, reader.world.followers(account))} ${reader.fr ? 'abonnés' : 'followers'}`

const home = (reader: Reader): Reply => {
  const { world, fr } = reader
  const sections = networks.flatMap((network) => {
    const accounts = world.accountsOf(network)
    if (accounts.length === 0) return []
    const parts = accounts.map((account) => {
      const posts = latest(world, account, shownOnHome)
      const list =
        posts.length === 0
          ? `<p class="soft">${fr ? 'Rien de publié.' : 'Nothing published.'}</p>`
          : `<ul class="posts">${posts.map((post) => item(reader, account, post)).join('')}</ul>`
      return `<section><h3><a href="${escape(accountUrl(world, account))}">${escape(account.name)}</a> <small>@${escape(account.handle)} · ${followers(reader, account)}</small></h3>${list}</section>`
    })
    return [`<h2>${titles[network]}</h2><div class="columns">${parts.join('')}</div>`]
  })
  const faults = world.faults.all().filter((fault) => fault.count === null || fault.count > 0)
  const faultRows = faults
    .map(
      (fault) =>
        `<tr><td>${escape(fault.kind)}</td><td>${fault.network ?? '–'}</td><td>${escape(fault.account ?? '–')}</td><td>${fault.operation ?? '–'}</td><td class="n">${fault.count ?? '∞'}</td><td class="n">${fault.hits}</td></tr>`,
    )
    .join('')
  const heads = fr
    ? ['Panne', 'Réseau', 'Compte', 'Opération', 'Restantes', 'Survenues']
    : ['Fault', 'Network', 'Account', 'Operation', 'Left', 'Struck']
  const faultTable =
    faults.length === 0
      ? ''
      : `<h2>${fr ? 'Pannes demandées' : 'Faults asked for'}</h2><table><thead><tr>${heads.map((head) => `<th>${head}</th>`).join('')}</tr></thead><tbody>${faultRows}</tbody></table>`
  const title = fr ? 'Les réseaux simulés' : 'The simulated networks'
  const intro = fr
    ? 'Rien d’ici n’est sur un vrai réseau. Voici ce qui a été publié, et ce que le public simulé en fait.'
    : 'Nothing here is on a real network. This is what was published, and what the simulated public makes of it.'
  const empty = fr
    ? 'Aucun compte pour l’instant : créez-en un par l’API de contrôle.'
    : 'No account yet: make one through the control API.'
  return html(
    page(
      fr,
      title,
      `<h1>${title}</h1><p>${intro}</p>${sections.length === 0 ? `<p>${empty}</p>` : sections.join('')}${faultTable}`,
    ),
  )
}

const accountPage = (reader: Reader, account: Account): Reply => {
  const { world, fr } = reader
  const posts = latest(world, account, shownOnAccount)
  return html(
    page(
      fr,
      account.name,
      `<p><small><a href="/">${fr ? 'Tous les réseaux' : 'All networks'}</a></small></p><h1>${escape(account.name)}</h1>
    <p><small>${titles[account.network]} · @${escape(account.handle)} · ${followers(reader, account)}</small></p><p>${escape(account.description)}</p>
    <ul class="posts">${posts.map((post) => item(reader, account, post)).join('')}</ul>`,
    ),
  )
}

const postPage = (reader: Reader, account: Account, post: Post): Reply => {
  const { world, fr } = reader
  const figures = world.figures(post)
  const names: [string, number | null][] = [
    [fr ? 'Réactions' : 'Reactions', figures.reactions],
    [fr ? 'Commentaires' : 'Comments', figures.comments],
    [fr ? 'Partages' : 'Shares', figures.shares],
    [fr ? 'Vues' : 'Views', figures.impressions],
    [fr ? 'Personnes touchées' : 'Reach', figures.reach],
    [fr ? 'Clics' : 'Clicks', figures.clicks],
  ]
  const rows = names
    .flatMap(([name, value]) =>
      value === null ? [] : [`<tr><td>${name}</td><td class="n">${whole(reader, value)}</td></tr>`],
    )
    .join('')
  const edited = post.editedAt === null ? '' : ` · ${fr ? 'modifié' : 'edited'} ${when(reader, post.editedAt)}`
  const thread = world.postsOf(account).filter((other) => other.replyTo === post.id && world.readable(other))
  return html(
    page(
      fr,
      `${account.name} — ${titles[post.network]}`,
      `<p><small><a href="${escape(accountUrl(world, account))}">${escape(account.name)} @${escape(account.handle)}</a> · ${titles[post.network]}</small></p>
    <p class="text">${escape(post.text)}</p>${post.link === null || post.text.includes(post.link) ? '' : `<p><a href="${escape(post.link)}" rel="nofollow noopener">${escape(post.link)}</a></p>`}${images(reader, post)}
    <p><small>${when(reader, post.createdAt)}${edited}</small></p><table><tbody>${rows}</tbody></table>
    ${thread.length === 0 ? '' : `<h2>${fr ? 'La suite' : 'Replies'}</h2><ul class="posts">${thread.map((other) => item(reader, account, other)).join('')}</ul>`}`,
    ),
  )
}

const gonePage = ({ fr }: Reader): Reply => {
  const title = fr ? 'Cette publication n’existe pas' : 'This post does not exist'
  return html(
    page(
      fr,
      title,
      `<h1>${title}</h1><p>${fr ? 'Elle a été supprimée, n’est pas encore visible, ou n’a jamais existé.' : 'It was deleted, is not visible yet, or never was.'}</p>`,
    ),
    404,
  )
}

const avatar = (reader: Reader, network: Network, handle: string): Reply | null => {
  const account = reader.world.account(network, handle)
  if (account === undefined) return null
  const hue = Math.floor(chance(account.seed, 'hue') * 360)
  const letter = escape([...account.name][0] ?? '?')
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 96 96"><rect width="96" height="96" fill="hsl(${hue} 22% 38%)"/><text x="48" y="64" font-family="Georgia,serif" font-size="48" fill="#fff" text-anchor="middle">${letter}</text></svg>`
  return file(Buffer.from(svg), 'image/svg+xml')
}

const mediaFile = (reader: Reader, network: Network, id: string): Reply | null => {
  const media: Media | undefined = reader.world.mediaOf(network, id)
  const bytes = media === undefined || media.sha256 === '' ? null : reader.world.bytes.get(media.sha256)
  return media === undefined || bytes === null ? null : file(bytes, media.mime)
}

/** The post that a permalink names: the last part of its path, as each network writes it. */
const postAt = (world: World, network: Network, parts: readonly string[]): { account: Account; post: Post } | null => {
  const [first = '', second = '', third = '', fourth = ''] = parts
  const idOf: Record<Network, () => string> = {
    bluesky: () =>
      first === 'profile' && third === 'post'
        ? `at://${world.account('bluesky', second)?.id ?? ''}/app.bsky.feed.post/${fourth}`
        : '',
    mastodon: () => (first.startsWith('@') ? second : ''),
    facebook: () => (second === 'posts' ? `${world.account('facebook', first)?.id ?? ''}_${third}` : ''),
    x: () => (second === 'status' ? third : second === 'web' && third === 'status' ? fourth : ''),
  }
  const post = world.post(network, idOf[network]())
  const account = post === undefined ? undefined : world.account(network, post.accountId)
  return post === undefined || account === undefined || !world.readable(post) ? null : { account, post }
}

const accountAt = (world: World, network: Network, parts: readonly string[]): Account | undefined => {
  const [first = '', second = ''] = parts
  if (network === 'bluesky')
    return first === 'profile' && parts.length === 2 ? world.account('bluesky', second) : undefined
  if (parts.length !== 1) return undefined
  if (network === 'mastodon') return first.startsWith('@') ? world.account('mastodon', first.slice(1)) : undefined
  return world.account(network, first)
}

/** Pages for people, the media's bytes, and the control API. */
export const house =
  (world: World): House =>
  async ({ method, path, query, body, language }) => {
    if (path === '/_control' || path.startsWith('/_control/')) return control(world, method, path, query, body)
    if (method !== 'GET') return null
    const reader = { world, fr: isFrench(language) }
    if (path === '/') return home(reader)
    const [network = '', ...parts] = path
      .split('/')
      .filter((part) => part !== '')
      .map(decodeURIComponent)
    if (!isNetwork(network)) return null
    if (parts.length === 0) return redirect('/')
    if (parts[0] === 'media' && parts.length === 2) return mediaFile(reader, network, parts[1] ?? '')
    if (parts[0] === 'avatar' && parts.length === 2)
      return avatar(reader, network, (parts[1] ?? '').replace(/\.svg$/, ''))
    const found = postAt(world, network, parts)
    if (found !== null) return postPage(reader, found.account, found.post)
    const account = accountAt(world, network, parts)
    if (account !== undefined) return accountPage(reader, account)
    const looksLikeApi =
      ['api', 'oauth', 'xrpc', '2', '.well-known'].includes(parts[0] ?? '') || /^v\d/.test(parts[0] ?? '')
    return looksLikeApi || parts.length < 2 ? null : gonePage(reader)
  }
