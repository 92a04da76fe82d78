import { json, type Reply } from '../../http/reply.ts'

/** XRPC's error shape. */
export const refused = (error: string, message: string, status = 400): Reply => json({ error, message }, status)

export const invalid = (message: string): Reply => refused('InvalidRequest', message)
export const authMissing = (): Reply => refused('AuthMissing', 'Authentication Required', 401)
export const badLogin = (): Reply => refused('AuthenticationRequired', 'Invalid identifier or password', 401)
export const expired = (): Reply => refused('ExpiredToken', 'Token has expired')
export const badToken = (message = 'Token could not be verified'): Reply => refused('InvalidToken', message)
export const broken = (status = 500): Reply =>
  status === 502 || status === 503 || status === 504
    ? refused('UpstreamFailure', 'Upstream service unreachable', status)
    : refused('InternalServerError', 'Internal Server Error', status)
