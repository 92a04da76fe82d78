import { z } from 'zod'

/** Every job of an agency carries its id, put there by `enqueue`. */
const Of = <Shape extends z.ZodRawShape>(shape: Shape) => z.object({ agencyId: z.uuid(), ...shape })

export const MailPayload = Of({ mailId: z.uuid() })
export const NoticePayload = Of({ noticeId: z.uuid() })
export const MediaPayload = Of({ mediaId: z.uuid() })
export const ChannelPayload = Of({ channelId: z.uuid() })
export const EditionPayload = Of({ editionId: z.uuid() })
export const RehearsalPayload = Of({ rehearsalId: z.uuid() })
export const PollPayload = Of({ pollId: z.uuid() })
export const TaskPayload = Of({ taskId: z.uuid() })
