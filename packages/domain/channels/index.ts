export * from './channel.ts'
export * from './health.ts'
export * from './transitions.ts'
