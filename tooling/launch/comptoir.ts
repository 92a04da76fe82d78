import { runVerb } from '@comptoir/cli'
import { demoVerb } from './demo-verb.ts'

// The verbs of the product, and above them those that need the tools: an app does not import tooling.
process.exitCode = await runVerb(process.argv.slice(2), process.env, (line) => console.log(line), { demo: demoVerb })
