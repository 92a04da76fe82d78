import { Visitor } from '@swc/core/Visitor.js'
import type { Statement, VariableDeclarator } from '@swc/core'

type UsingDeclaration = { type: 'UsingDeclaration'; decls: VariableDeclarator[] }

function usingOf(statement: { type: string }): UsingDeclaration | null {
  return statement.type === 'UsingDeclaration' && 'decls' in statement ? (statement as UsingDeclaration) : null
}

/**
 * The walker that dependency-cruiser borrows from swc predates `using` and stops the whole run on it: here it learns the statement,
 * and looks for imports inside it as in any other declaration.
 */
export function teachUsing(): void {
  const { prototype } = Visitor
  const known = prototype.visitStatement
  prototype.visitStatement = function visitStatement(statement: Statement): Statement {
    const using = usingOf(statement)
    if (!using) return known.call(this, statement)
    this.visitVariableDeclarators(using.decls)
    return statement
  }
}
