export * from './mandate.ts'
