import { secret } from '../../core/ids.ts'
import { json, type Reply } from '../../http/reply.ts'

interface GraphError {
  message: string
  code: number
  type?: string
  subcode?: number
  transient?: boolean
  status?: number
  title?: string
  userMessage?: string
}

/** The Graph API's error envelope. */
export const graphError = ({
  message,
  code,
  type = 'OAuthException',
  subcode,
  transient,
  status = 400,
  title,
  userMessage,
}: GraphError): Reply =>
  json(
    {
      error: {
        message,
        type,
        code,
        ...(subcode !== undefined && { error_subcode: subcode }),
        ...(transient !== undefined && { is_transient: transient }),
        ...(title !== undefined && { error_user_title: title }),
        ...(userMessage !== undefined && { error_user_msg: userMessage }),
        fbtrace_id: secret(8),
      },
    },
    status,
    code === 190
      ? { 'www-authenticate': `OAuth "Facebook Platform" "invalid_token" "${message.replaceAll('"', "'")}"` }
      : {},
  )

export const noToken = (): Reply =>
  graphError({
    message: 'An active access token must be used to query information about the current user.',
    code: 2500,
  })
export const unreadableToken = (): Reply =>
  graphError({ message: 'Invalid OAuth access token - Cannot parse access token', code: 190 })
export const expiredToken = (): Reply =>
  graphError({
    message:
      'Error validating access token: Session has expired on Monday, 23-Nov-26 14:00:00 PST. The current time is Monday, 23-Nov-26 14:00:03 PST.',
    code: 190,
    subcode: 463,
  })
export const revokedToken = (): Reply =>
  graphError({
    message: 'Error validating access token: The user has not authorized application.',
    code: 190,
    subcode: 458,
  })
export const invalidParameter = (message: string, subcode?: number): Reply =>
  graphError({ message: `(#100) ${message}`, code: 100, ...(subcode !== undefined && { subcode }) })
export const unknownObject = (id: string, method = 'get'): Reply =>
  graphError({
    message: `Unsupported ${method} request. Object with ID '${id}' does not exist, cannot be loaded due to missing permissions, or does not support this operation. Please read the Graph API documentation at https://developers.facebook.com/docs/graph-api`,
    type: 'GraphMethodException',
    code: 100,
    subcode: 33,
  })
export const missingPermission = (scope: string): Reply =>
  graphError({
    message: `(#200) If posting to a group, requires app being installed in the group, and either publish_to_groups permission with user token, or both pages_read_engagement and ${scope === '' ? 'pages_manage_posts' : scope} permission with page token; If posting to a page, requires both pages_read_engagement and pages_manage_posts as an admin with sufficient administrative permission`,
    code: 200,
    status: 403,
  })
export const missingReadPermission = (scope: string): Reply =>
  graphError({
    message: `(#10) This endpoint requires the '${scope}' permission or the 'Page Public Content Access' feature. Refer to https://developers.facebook.com/docs/apps/review/login-permissions#manage-pages for details.`,
    code: 10,
    status: 403,
  })
export const duplicatePost = (): Reply =>
  graphError({
    message: '(#506) Duplicate status message',
    code: 506,
    subcode: 1_455_006,
    transient: false,
    title: 'Duplicate Status Update',
    userMessage:
      'This status update is identical to the last one you posted. Try posting something different, or delete your previous update.',
  })
export const serverError = (status: number): Reply =>
  status === 503
    ? graphError({ message: '(#2) Service temporarily unavailable', code: 2, transient: true, status: 503 })
    : graphError({ message: 'An unknown error has occurred.', code: 1, transient: true, status })
