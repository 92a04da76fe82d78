export * from './presets.ts'
export * from './scorecard.ts'
export * from './script.ts'
