import { standIn } from './stand-in.ts'

await standIn('worker', 400)
