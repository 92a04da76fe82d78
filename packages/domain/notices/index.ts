export * from './detail.ts'
export * from './harm.ts'
export * from './notice.ts'
export * from './severity.ts'
