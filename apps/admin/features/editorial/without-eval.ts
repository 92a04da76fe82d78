import { config } from 'zod/mini'

// The text rules bring schemas with them; they must not try to compile themselves, which our own policy forbids anyway.
config({ jitless: true })
