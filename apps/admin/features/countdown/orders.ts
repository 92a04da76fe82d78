/** What may be ordered of an event, as the address says it: ?do=slip&t0=2025-12-14T19:45:00Z. */
export const ORDERS = ['go', 'hold', 'slip', 'scrub', 'launched', 'resume', 'close', 'open-attempt', 'set-t0'] as const
export type Order = (typeof ORDERS)[number]
