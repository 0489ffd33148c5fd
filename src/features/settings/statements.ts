import type { Context, Id } from '../../context.ts'
import { type DecisionLine, type ReportLine, selectDecisionsAbout, selectReportsBy } from './sql.ts'

/** Rows as pieces of a JSON list, a page of them in memory at a time. */
async function* listed<R extends { id: Id }>(
  read: (after: Id) => PromiseLike<readonly R[]>,
  show: (row: R) => object,
): AsyncGenerator<string> {
  let after = '0'
  for (;;) {
    const rows = await read(after)
    if (rows.length === 0) return
    yield rows
      .map((row) => `${after === '0' && row === rows[0] ? '' : ','}\n${JSON.stringify(show(row))}`)
      .join('')
    after = rows.at(-1)!.id
  }
}

const decision = (ctx: Context, { id: _, public_id, ...row }: DecisionLine): object => ({
  id: public_id,
  url: `${ctx.config.origin}/ly-do/${public_id}`,
  ...row,
})

const report = (ctx: Context, { id: _, account, account_domain, ...row }: ReportLine): object => ({
  ...row,
  account: account === null ? null : `${account}@${account_domain ?? ctx.config.domain}`,
})

/** What was decided about her, what she said against it and was told, and what she reported herself. */
export async function* statements(ctx: Context, owner: { id: Id }): AsyncGenerator<string> {
  yield '{"decisions":['
  yield* listed(
    (after) => selectDecisionsAbout(ctx, owner.id, after),
    (row) => decision(ctx, row),
  )
  yield '],\n"reports":['
  yield* listed(
    (after) => selectReportsBy(ctx, owner.id, after),
    (row) => report(ctx, row),
  )
  yield ']}\n'
}
