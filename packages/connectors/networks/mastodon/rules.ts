import { z } from 'zod'
import type { Connector } from '../../sdk/index.ts'
import { ask, targetOf } from './api.ts'
import { manifest } from './manifest.ts'

const positive = z.number().int().positive()
/** What is read of an instance; each limit may be missing on servers that only speak the API. Source: docs.joinmastodon.org/entities/Instance. */
const Instance = z.object({
  configuration: z
    .object({
      statuses: z
        .object({
          max_characters: positive.optional(),
          max_media_attachments: z.number().int().nonnegative().optional(),
          characters_reserved_per_url: positive.optional(),
        })
        .optional(),
      media_attachments: z
        .object({
          supported_mime_types: z.array(z.string()).optional(),
          image_size_limit: positive.optional(),
          image_matrix_limit: positive.optional(),
          description_limit: positive.optional(),
        })
        .optional(),
    })
    .optional(),
})

/** The server's own limits over the usual ones. */
export const rulesOf: Connector['rulesOf'] = async (ports, channel) => {
  const read = (version: 'v1' | 'v2') =>
    ask(ports, targetOf(channel), {
      purpose: 'rules',
      method: 'GET',
      path: `/api/${version}/instance`,
      scope: 'read',
      effect: 'read',
      schema: Instance,
    })
  let instance = await read('v2')
  // Older servers, and some that speak the API, know only the first version.
  if (instance.kind !== 'ok' && 'status' in instance && instance.status === 404) instance = await read('v1')
  if (instance.kind !== 'ok') return instance
  const { statuses, media_attachments: attachments } = instance.value.configuration ?? {}
  const { text, media } = manifest.rules
  const offered = attachments?.supported_mime_types
  return {
    kind: 'rules',
    rules: {
      text: {
        ...text,
        limits: [{ counter: 'mastodon', max: statuses?.max_characters ?? 500 }],
        linkCountsAs: statuses?.characters_reserved_per_url ?? text.linkCountsAs,
      },
      media: {
        ...media,
        maxImages: statuses?.max_media_attachments ?? media.maxImages,
        imageTypes: offered ? media.imageTypes.filter((type) => offered.includes(type)) : media.imageTypes,
        maxImageBytes: attachments?.image_size_limit ?? media.maxImageBytes,
        maxImagePixels: attachments?.image_matrix_limit ?? media.maxImagePixels,
        maxAltLength: attachments?.description_limit ?? media.maxAltLength,
      },
    },
  }
}
