export * from './identity.ts'
export * from './money.ts'
export * from './refusal.ts'
export * from './time.ts'
