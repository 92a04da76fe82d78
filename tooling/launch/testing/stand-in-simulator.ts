import { standIn } from './stand-in.ts'

await standIn('simulator', 50)
