export * from './client.ts'
export * from './quiet-hours.ts'
