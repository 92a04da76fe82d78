import { json, type Reply } from '../../http/reply.ts'

/** Mastodon's error shape. */
export const refused = (error: string, status: number): Reply => json({ error }, status)
export const notFound = (): Reply => refused('Record not found', 404)
export const invalidToken = (): Reply => ({
  ...refused('The access token is invalid', 401),
  headers: {
    'content-type': 'application/json; charset=utf-8',
    'www-authenticate':
      'Bearer realm="Doorkeeper", error="invalid_token", error_description="The access token is invalid"',
  },
})
export const revokedToken = (): Reply => refused('The access token was revoked', 401)
export const failed = (message: string): Reply => refused(`Validation failed: ${message}`, 422)
export const oauthError = (error: string, description: string, status: number): Reply =>
  json({ error, error_description: description }, status)
