export * from './report.ts'
export * from './share.ts'
