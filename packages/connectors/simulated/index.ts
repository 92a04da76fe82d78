export { connectFormOf, SimulatedAccount } from './account.ts'
