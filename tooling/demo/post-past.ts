import type { SimulatedAccount, SimulatorControl } from '@comptoir/simulator'
import { channelCast, type ChannelKey } from './cast.ts'
import type { PastPost } from './past-plan.ts'
import { remoteIdOf } from './remote-id.ts'
import { PICTURES } from './pictures/index.ts'
import type { StoryTime } from './story-time.ts'
import type { Drawings } from './tell-media.ts'

/** Where a post of the past stands on its network. */
export type Posted = { remoteId: string; permalink: string }
/** By post (its place in the plan) and channel. */
export type PostedAll = ReadonlyMap<PastPost, ReadonlyMap<ChannelKey, Posted>>

/** Pictures are laid under the posts of so many days: nobody scrolls farther on a network that is not there. */
const WITH_PICTURES_DAYS = 45

/** Puts the past on the simulated networks: their pages show it, and their figures go on from it. */
export async function postPast(
  control: SimulatorControl,
  time: StoryTime,
  accounts: ReadonlyMap<ChannelKey, SimulatedAccount>,
  posts: readonly PastPost[],
  drawings: Drawings,
): Promise<PostedAll> {
  const posted = new Map<PastPost, Map<ChannelKey, Posted>>(posts.map((post) => [post, new Map()]))
  const byChannel = Map.groupBy(
    // What did not arrive is not there.
    posts.flatMap((post) => post.on.filter((key) => key !== post.trouble?.channel).map((key) => ({ post, key }))),
    ({ key }) => key,
  )
  for (const [key, own] of byChannel) {
    const { network, handle } = channelCast(key)
    const answers = await control.addPosts(
      network,
      handle,
      own.map(({ post }, place) => {
        const drawn = post.picture && drawings.get(post.picture)
        const shown =
          drawn && time.today.until(post.at.toZonedDateTimeISO('UTC').toPlainDate()).days > -WITH_PICTURES_DAYS
        return {
          at: post.at.toString(),
          id: remoteIdOf(network, accounts.get(key)?.id ?? '', post.at, place),
          text: post.thread?.[0] ?? post.text,
          pull: post.pull * (post.picture ? 1.25 : 1),
          ...(shown ? { images: [{ dataBase64: drawn.small.toString('base64'), alt: PICTURES[drawn.key].alt }] } : {}),
        }
      }),
    )
    for (const [index, { post }] of own.entries()) {
      const answer = answers[index]
      if (answer) posted.get(post)?.set(key, { remoteId: answer.id, permalink: answer.url })
    }
  }
  return posted
}
