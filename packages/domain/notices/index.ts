export * from './notice.ts'
export * from './severity.ts'
