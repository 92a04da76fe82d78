export { type DemoHouse, demoStatus, removeDemo, resetDemo, seedDemo } from './seed.ts'
