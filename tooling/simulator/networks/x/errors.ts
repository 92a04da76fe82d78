import { json, type Reply } from '../../http/reply.ts'

const problems = 'https://api.twitter.com/2/problems'

/** The API's problem shape: title, detail, type, status. */
export const problem = (
  status: number,
  title: string,
  detail: string,
  type = 'about:blank',
  more: Record<string, unknown> = {},
): Reply =>
  json({ title, detail, type, status, ...more }, status, { 'content-type': 'application/problem+json; charset=utf-8' })

export const unauthorized = (): Reply => problem(401, 'Unauthorized', 'Unauthorized')
export const forbidden = (detail: string): Reply => problem(403, 'Forbidden', detail)
export const duplicateContent = (): Reply => forbidden('You are not allowed to create a Tweet with duplicate content.')
export const notPermitted = (): Reply => forbidden('You are not permitted to perform this action.')
export const tooMany = (): Reply => problem(429, 'Too Many Requests', 'Too Many Requests')
export const serverError = (status: number): Reply =>
  status === 503
    ? problem(503, 'Service Unavailable', 'Service Unavailable')
    : problem(status, 'Internal Server Error', 'Something is broken. This is usually a temporary error.')

export const invalidRequest = (message: string, parameters: Record<string, string[]> = {}): Reply =>
  json(
    {
      errors: [{ parameters, message }],
      title: 'Invalid Request',
      detail: 'One or more parameters to your request was invalid.',
      type: `${problems}/invalid-request`,
    },
    400,
  )

export const resourceMissing = (kind: 'tweet' | 'user', parameter: string, value: string): Record<string, unknown> => ({
  value,
  detail: `Could not find ${kind} with ${parameter}: [${value}].`,
  title: 'Not Found Error',
  resource_type: kind,
  parameter,
  resource_id: value,
  type: `${problems}/resource-not-found`,
})

export const oauthError = (error: string, description: string, status = 400): Reply =>
  json({ error, error_description: description }, status)
