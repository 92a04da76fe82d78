export type * from './contract.ts'
export type * from './failure.ts'
export type * from './ports.ts'
export type * from './rules.ts'
export type { Json, JsonObject } from './json.ts'
export { isJsonObject, readJson } from './json.ts'
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
export { askToken, codeOf, expiryOf, pkce, withQuery } from './oauth.ts'
export type { Token } from './oauth.ts'
export { multipart } from './multipart.ts'
export type { FormPart } from './multipart.ts'
export { readPages } from './recent.ts'
export { noReading, readBackFrom, unseen } from './settlement.ts'
export { comparable, textOfHtml, unescaped } from './plain-text.ts'
export { markerIdentity } from './identity.ts'
export { noAddress, typedAddress } from './address.ts'
export { earliest } from './time.ts'
