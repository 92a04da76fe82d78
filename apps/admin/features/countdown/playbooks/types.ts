import type { Outputs } from '../../../data/trpc.ts'

export type PlaybookPage = Outputs['countdown']['playbook']
export type PlaybookLine = Outputs['countdown']['playbooks'][number]
export type Content = PlaybookPage['content']
export type PostItem = Content['posts'][number]
export type TaskItem = Content['tasks'][number]
export type ItemTiming = PostItem['timing']
export type TaskFor = TaskItem['for']
export type EventTask = Outputs['countdown']['tasks'][number]
export type Application = Extract<Outputs['countdown']['previewApplication'], { kind: 'application' }>

/** An id of our own, also where the page was not reached over HTTPS. */
export function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80
  const hex = Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}
