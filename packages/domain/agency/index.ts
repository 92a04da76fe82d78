export * from './agency.ts'
export * from './last-director.ts'
export * from './permissions.ts'
