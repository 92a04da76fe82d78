/** Every word that a person reads: `m['countdown.hold']()`. Source: messages/<locale>/<feature>.json. */
export { m } from './paraglide/messages.js'
