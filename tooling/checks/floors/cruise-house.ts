import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { cruise, type ICruiseResult } from 'dependency-cruiser'
import { RULES } from './rules.ts'
import { teachUsing } from './swc-using.ts'

teachUsing()

export type Breach = { rule: string; from: string; to: string; instead: string }
export type Cruise = { modules: number; dependencies: number; breaches: Breach[] }

const GENERATED = '(^|/)(node_modules|dist|paraglide)/'

/** Reads every import of the house with swc and holds it against the floors. */
export async function cruiseHouse(root: string): Promise<Cruise> {
  const floors = ['packages', 'apps', 'tooling'].filter((floor) => existsSync(join(root, floor)))
  const { output } = await cruise(
    floors,
    {
      baseDir: root,
      ruleSet: { forbidden: RULES },
      validate: true,
      parser: 'swc',
      tsPreCompilationDeps: true,
      exclude: { path: GENERATED },
      doNotFollow: { path: 'node_modules' },
      enhancedResolveOptions: {
        exportsFields: ['exports'],
        conditionNames: ['import', 'types', 'node', 'default'],
        extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'],
      },
    },
    { bustTheCache: true },
  )
  if (typeof output === 'string') throw new Error('the cruiser answered with text instead of its result')
  return summed(output)
}

function summed({ summary, modules }: ICruiseResult): Cruise {
  const instead = new Map(RULES.map((known) => [known.name, known.comment ?? '']))
  const ours = modules.filter(({ source }) => /^(packages|apps|tooling)\//.test(source))
  return {
    modules: ours.length,
    dependencies: ours.reduce((sum, module) => sum + module.dependencies.length, 0),
    breaches: summary.violations.map(({ rule, from, to, cycle }) => ({
      rule: rule.name,
      from,
      to: cycle ? cycle.map((step) => step.name).join(' → ') : to,
      instead: instead.get(rule.name) ?? '',
    })),
  }
}
