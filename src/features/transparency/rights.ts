import type { Context } from '../../context.ts'
import { monthNumber } from './periods.ts'
import { countExport } from './sql.ts'

/** Counts that somebody took her data along, without who. */
export const exported = (ctx: Context): Promise<unknown> => countExport(ctx, monthNumber(ctx.clock()))
