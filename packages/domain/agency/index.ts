export * from './agency.ts'
export * from './audit-verbs.ts'
export * from './last-director.ts'
export * from './permissions.ts'
