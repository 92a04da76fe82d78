import { standIn } from './stand-in.ts'

await standIn('api', 50)
