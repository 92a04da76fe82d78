export type * from './contract.ts'
export type * from './failure.ts'
export type * from './ports.ts'
export type * from './rules.ts'
export type { Json, JsonObject } from './json.ts'
export { readJson } from './json.ts'
export * from './manifest.ts'
export { createHttp } from './http.ts'
export type {
  Http,
  HttpAnswer,
  HttpOptions,
  HttpOutcome,
  HttpRequest,
  NotSentWhy,
  Timeouts,
  UnknownWhy,
} from './http.ts'
export { parseOrigins } from './guard.ts'
export { isPublicAddress } from './addresses.ts'
export { call, serverError, unanswered, uncertain, unreadable } from './call.ts'
export type { Call } from './call.ts'
export { clampWait, rateOf, retryAt } from './rate.ts'
export type { ResetAs } from './rate.ts'
export { redactBody, redactHeaders, redactText } from './redact.ts'
export { mergeCredentials, secretsOf } from './credentials.ts'
export { barePorts } from './ports-bare.ts'
