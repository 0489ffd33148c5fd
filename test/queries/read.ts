import { relative, resolve } from 'node:path'
import {
  type ArrowFunction,
  type CallExpression,
  type ConditionalExpression,
  type Expression,
  type FunctionDeclaration,
  type Node,
  type ParameterDeclaration,
  SyntaxKind,
  type TaggedTemplateExpression,
} from 'typescript/unstable/ast'
import * as is from 'typescript/unstable/ast/is'
import { API, type Checker, type Project, type Type, TypeFlags } from 'typescript/unstable/sync'
import { type Column, columnsOf, kindOf } from './types.ts'

/**
 * Reads every SQL template out of the sources, without running them: a query that nobody calls in a test is found as
 * well. What stands in `${}` is followed to where it is written: pieces of SQL (also behind a function, a condition,
 * a `map`) are put in, `db({...})` becomes its columns, everything else a parameter.
 */
export interface Query {
  /** File and line, as an editor opens it. */
  at: string
  /** The statement as it would be prepared; several where conditions put different pieces in. */
  texts: string[]
  /** The declared row; null where the query declares none. */
  row: Column[] | null
}

export interface Sources {
  queries: Query[]
  /** What this reader cannot follow, and pieces that no query puts in. */
  lost: string[]
}

const root = resolve(import.meta.dirname, '../..')
const maxVariants = 12
/** Has no columns and no row: nothing to compare. */
const command = /^\s*(create|set|savepoint|rollback)\b/i
/** A whole statement begins so; anything else is a piece of one. */
const statement = /^\s*\(?\s*(select|insert|update|delete|with|notify)\b/i

/** All queries below `folders` (paths from the root of the repository). About 4 s: the compiler reads the project. */
export function readQueries(folders: string[]): Sources {
  const api = new API({ cwd: root })
  try {
    const config = resolve(root, 'tsconfig.json')
    const project = api.updateSnapshot({ openProjects: [config] }).getProject(config)!
    const reader = new Reader(project)
    const wanted = project.rootFiles.filter(
      (file) =>
        folders.some((folder) => file.startsWith(`${resolve(root, folder)}/`)) && !/\.test\.tsx?$/.test(file),
    )
    const templates = wanted.flatMap((file) => reader.templatesOf(file))
    for (const file of wanted) reader.noteCalls(file)
    const read = templates
      .filter(({ node }) => statement.test(reader.headOf(node)))
      .map(({ node, at }) => ({ node, ...reader.query(node, at) }))
    // What another query puts in is looked at there: by itself it may lack what it is given.
    const queries = read.filter(({ node }) => !reader.pieces.has(node))
    const lost = templates
      .filter(({ node }) => !statement.test(reader.headOf(node)) && !reader.pieces.has(node))
      .filter(({ node }) => reader.headOf(node).trim() !== '' && !command.test(reader.headOf(node)))
      .map(({ at, node }) => `${at} ${reader.headOf(node).trim().slice(0, 40)}`)
    return { queries, lost: [...lost, ...queries.flatMap(({ trouble }) => trouble ?? [])] }
  } finally {
    api.close()
  }
}

/** Where a name stands for an expression of the caller. */
type Env = Map<number, { node: Expression; env: Env }>
type Func = ArrowFunction | FunctionDeclaration

class Reader {
  readonly pieces = new Set<Node>()
  private readonly calls = new Map<string, CallExpression[]>()
  private variant = 0
  private variants = 1
  private parameters = 0
  private readonly project: Project
  private readonly checker: Checker

  constructor(project: Project) {
    this.project = project
    this.checker = project.checker
  }

  templatesOf(file: string): { node: TaggedTemplateExpression; at: string }[] {
    const source = this.project.program.getSourceFile(file)!
    const found: TaggedTemplateExpression[] = []
    const walk = (node: Node): void => {
      if (is.isTaggedTemplateExpression(node)) found.push(node)
      node.forEachChild(walk)
    }
    walk(source)
    if (found.length === 0) return []
    const tags = this.checker.getTypeAtLocation(found.map((node) => node.tag))
    return found
      .filter((_, at) => /^(Sql|TransactionSql)$/.test(tags[at]?.getSymbol()?.name ?? ''))
      .map((node) => {
        const line = source.text.slice(0, node.getStart(source)).split('\n').length
        return { node, at: `${relative(root, file)}:${line}` }
      })
  }

  /** Remembers who calls what, by name: a piece of SQL may be handed down to the query that puts it in. */
  noteCalls(file: string): void {
    const walk = (node: Node): void => {
      if (is.isCallExpression(node) && is.isIdentifier(node.expression)) {
        const name = node.expression.text
        this.calls.set(name, [...(this.calls.get(name) ?? []), node])
      }
      node.forEachChild(walk)
    }
    walk(this.project.program.getSourceFile(file)!)
  }

  headOf(node: TaggedTemplateExpression): string {
    const { template } = node
    return is.isNoSubstitutionTemplateLiteral(template) ? template.text : template.head.text
  }

  query(node: TaggedTemplateExpression, at: string): Query & { trouble?: string } {
    const texts: string[] = []
    const row = this.rowOf(node)
    this.variants = 1
    try {
      for (this.variant = 0; this.variant < Math.min(this.variants, maxVariants); this.variant += 1) {
        this.parameters = 0
        const text = this.render(node, new Map())
        if (!texts.includes(text)) texts.push(text)
      }
    } catch (error) {
      return { at, texts, row, trouble: `${at} ${(error as Error).message}` }
    }
    return { at, texts, row }
  }

  private rowOf(node: TaggedTemplateExpression): Column[] | null {
    const type = this.checker.getTypeAtLocation(node)!
    const [rows] = type.isTypeReference() ? this.checker.getTypeArguments(type) : []
    const [row] = rows?.isTypeReference() ? this.checker.getTypeArguments(rows) : []
    return row && row.getSymbol()?.name !== 'Row' ? columnsOf(this.checker, row) : null
  }

  private render(node: TaggedTemplateExpression, env: Env): string {
    const { template } = node
    if (is.isNoSubstitutionTemplateLiteral(template)) return template.text
    let text = template.head.text
    for (const span of template.templateSpans) {
      text += this.value(span.expression, env, text) + span.literal.text
    }
    return text
  }

  /** What an expression puts in at this place. `before` is the text so far. */
  private value(given: Expression, env: Env, before: string): string {
    const node = bare(given)
    if (this.holdsSql(node)) return this.piece(node, env, before)
    this.parameters += 1
    return `$${this.parameters}${castOf(this.checker, this.checker.getTypeAtLocation(given))}`
  }

  /** Whether the driver puts text in here, not a parameter. */
  private holdsSql(node: Expression): boolean {
    const type = this.checker.getTypeAtLocation(node)
    const one = (type: Type): boolean =>
      /^(PendingQuery|Helper|Identifier)$/.test(type.getSymbol()?.name ?? '')
    const parts = type?.isUnionType() ? type.getTypes() : type ? [type] : []
    return parts.some((part) => {
      if (one(part)) return true
      if (!part.isTypeReference() || !this.checker.isArrayType(part)) return false
      const [item] = this.checker.getTypeArguments(part)
      return item !== undefined && one(item)
    })
  }

  private choose<T>(of: readonly T[]): T {
    this.variants = Math.max(this.variants, of.length)
    return of[Math.min(this.variant, of.length - 1)]!
  }

  /** Of nested conditions the branch of this variant; `list === 'mutes'` is decided the same way everywhere. */
  private branch(node: ConditionalExpression): Expression {
    const { condition } = node
    if (
      is.isBinaryExpression(condition) &&
      condition.operatorToken.kind === SyntaxKind.EqualsEqualsEqualsToken
    ) {
      const [left, right] = [bare(condition.left), bare(condition.right)]
      const names = is.isIdentifier(left) ? stringsOf(this.checker.getTypeAtLocation(left)!) : []
      if (names.length > 1 && is.isStringLiteral(right)) {
        const taken = bare(this.choose(names) === right.text ? node.whenTrue : node.whenFalse)
        return is.isConditionalExpression(taken) ? this.branch(taken) : taken
      }
    }
    const flat = (one: Expression): Expression[] =>
      is.isConditionalExpression(one) ? [...flat(one.whenTrue), ...flat(one.whenFalse)] : [one]
    return this.choose(flat(node))
  }

  private piece(given: Expression, env: Env, before: string): string {
    const node = bare(given)
    if (is.isTaggedTemplateExpression(node)) {
      this.pieces.add(node)
      return this.render(node, env)
    }
    if (is.isConditionalExpression(node)) return this.piece(this.branch(node), env, before)
    if (is.isElementAccessExpression(node)) {
      const object = this.literalOf(node.expression, env)
      if (object && is.isObjectLiteralExpression(object)) {
        const values = object.properties.flatMap((item) =>
          is.isPropertyAssignment(item) ? [item.initializer] : [],
        )
        return this.piece(this.choose(values), env, before)
      }
    }
    if (is.isIdentifier(node)) {
      const bound = this.bound(node, env)
      if (bound) return this.piece(bound.node, bound.env, before)
    }
    if (is.isCallExpression(node)) return this.call(node, env, before)
    throw new Error(`cannot follow ${node.getText().slice(0, 80)}`)
  }

  private call(node: CallExpression, env: Env, before: string): string {
    const callee = bare(node.expression)
    const args = [...node.arguments]
    const calleeType = this.checker.getTypeAtLocation(callee)?.getSymbol()?.name ?? ''
    if (/^(Sql|TransactionSql)$/.test(calleeType)) return this.helper(args[0]!, env, before)
    if (is.isPropertyAccessExpression(callee)) {
      if (callee.name.text === 'unsafe') return this.choose(this.strings(args[0]!, env))
      if (callee.name.text === 'map') {
        const made = args[0]!
        if (is.isArrowFunction(made)) return this.body(made, [], env, before)
      }
      if (callee.name.text === 'json') return this.value(args[0]!, env, before)
    }
    const declared = this.functionOf(callee)
    if (!declared) throw new Error(`cannot follow the call of ${callee.getText()}`)
    return this.body(declared, args, env, before)
  }

  /** The pieces that a function answers, with its parameters standing for the caller's arguments. */
  private body(func: Func, args: Expression[], env: Env, before: string): string {
    const inner: Env = new Map(env)
    for (const [at, parameter] of [...func.parameters].entries()) {
      const symbol = this.checker.getSymbolAtLocation(parameter.name)
      if (symbol && args[at]) inner.set(symbol.id, { node: args[at], env })
    }
    if (!func.body) throw new Error('a function without a body')
    if (!is.isBlock(func.body)) return this.piece(func.body as Expression, inner, before)
    const answers: Expression[] = []
    const walk = (node: Node): void => {
      if (is.isReturnStatement(node) && node.expression) answers.push(node.expression)
      else if (!is.isArrowFunction(node)) node.forEachChild(walk)
    }
    walk(func.body)
    return this.piece(this.choose(answers), inner, before)
  }

  /** `db('table')`, `insert into t ${db({...})}`, `update t set ${db({...})}`. */
  private helper(given: Expression, env: Env, before: string): string {
    const type = this.checker.getTypeAtLocation(bare(given))!
    const names = type.flags & TypeFlags.String ? this.strings(given, env) : stringsOf(type)
    if (names.length > 0) return `"${this.choose(names)}"`
    const [item] =
      type.isTypeReference() && this.checker.isArrayType(type) ? this.checker.getTypeArguments(type) : []
    const columns = columnsOf(this.checker, item ?? type)
    const values = columns.map(() => {
      this.parameters += 1
      return `$${this.parameters}`
    })
    if (/\bset\s*$/i.test(before)) {
      return columns.map((column, at) => `"${column.name}" = ${values[at]}`).join(', ')
    }
    return `(${columns.map((column) => `"${column.name}"`).join(', ')}) values (${values.join(', ')})`
  }

  private strings(given: Expression, env: Env): string[] {
    const node = bare(given)
    if (is.isStringLiteral(node) || is.isNoSubstitutionTemplateLiteral(node)) return [node.text]
    if (is.isIdentifier(node)) {
      const bound = this.bound(node, env)
      if (bound) return this.strings(bound.node, bound.env)
    }
    if (node.kind === SyntaxKind.NullKeyword) return ['null']
    if (is.isConditionalExpression(node)) {
      return [...this.strings(node.whenTrue, env), ...this.strings(node.whenFalse, env)]
    }
    const names = stringsOf(this.checker.getTypeAtLocation(node)!)
    if (names.length > 0) return names
    // Made at run time: a number, for nothing else may be put together so.
    if (is.isTemplateExpression(node)) return ['0']
    throw new Error(`cannot read the text of ${node.getText()}`)
  }

  private literalOf(given: Expression, env: Env): Expression | null {
    const node = bare(given)
    if (!is.isIdentifier(node)) return node
    const bound = this.bound(node, env)
    return bound ? bare(bound.node) : null
  }

  /** What a name stands for: the caller's argument, or what it was declared with. */
  private bound(node: Expression, env: Env): { node: Expression; env: Env } | null {
    const symbol = this.checker.getSymbolAtLocation(node)
    if (!symbol) return null
    const given = env.get(symbol.id)
    if (given) return given
    const declared = symbol.valueDeclaration?.resolve(this.project)
    if (declared && is.isParameterDeclaration(declared)) return this.handedDown(declared)
    // `const [a, b] = [db.unsafe(x), db.unsafe(y)]`
    if (declared && is.isBindingElement(declared) && is.isArrayBindingPattern(declared.parent)) {
      const pattern = declared.parent
      const list = pattern.parent
      const at = [...pattern.elements].indexOf(declared)
      if (is.isVariableDeclaration(list) && list.initializer) {
        const given = bare(list.initializer)
        const made = is.isConditionalExpression(given) ? this.branch(given) : given
        if (is.isArrayLiteralExpression(made)) return { node: made.elements[at]!, env }
      }
    }
    return declared && is.isVariableDeclaration(declared) && declared.initializer
      ? { node: declared.initializer, env }
      : null
  }

  /** What one of the callers gives for a parameter; each variant looks at another caller. */
  private handedDown(parameter: ParameterDeclaration): { node: Expression; env: Env } | null {
    const func = parameter.parent
    if (!is.isFunctionDeclaration(func) && !is.isArrowFunction(func)) return null
    const named = is.isFunctionDeclaration(func) ? func : func.parent
    const name = is.isFunctionDeclaration(named) || is.isVariableDeclaration(named) ? named.name : undefined
    if (!name || !is.isIdentifier(name)) return null
    const at = [...func.parameters].indexOf(parameter)
    const given = (this.calls.get(name.text) ?? []).flatMap((call) =>
      this.functionOf(call.expression) === func && call.arguments[at] ? [call.arguments[at]] : [],
    )
    return given.length > 0 ? { node: this.choose(given), env: new Map() } : null
  }

  private functionOf(callee: Expression): Func | null {
    let symbol = this.checker.getSymbolAtLocation(callee)
    if (!symbol) return null
    let declared = symbol.valueDeclaration?.resolve(this.project)
    if (!declared) {
      symbol = this.checker.getAliasedSymbol(symbol)
      declared = symbol.valueDeclaration?.resolve(this.project)
    }
    if (!declared) return null
    if (is.isFunctionDeclaration(declared)) return declared
    if (!is.isVariableDeclaration(declared) || !declared.initializer) return null
    const value = bare(declared.initializer)
    return is.isArrowFunction(value) ? value : null
  }
}

/** Without brackets and assertions around it. */
function bare(node: Expression): Expression {
  if (is.isParenthesizedExpression(node) || is.isAsExpression(node) || is.isNonNullExpression(node)) {
    return bare(node.expression)
  }
  return node
}

function stringsOf(type: Type): string[] {
  const parts = type.isUnionType() ? type.getTypes() : [type]
  return parts.every((part) => part.isStringLiteralType()) ? parts.map((part) => String(part.value)) : []
}

/** The driver tells PostgreSQL the type of a date, a boolean and bytes; of strings and numbers it does not. */
function castOf(checker: Checker, type: Type | undefined): string {
  if (!type || type.flags & TypeFlags.Any) return ''
  const kind = kindOf(checker, type).kind
  return kind === 'date'
    ? '::timestamptz'
    : kind === 'boolean'
      ? '::boolean'
      : kind === 'bytes'
        ? '::bytea'
        : ''
}
