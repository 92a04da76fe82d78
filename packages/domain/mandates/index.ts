export * from './in-force.ts'
export * from './mandate.ts'
export * from './scope.ts'
