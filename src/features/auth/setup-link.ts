import type { Context } from '../../context.ts'
import { isSetUp } from '../instance/index.ts'
import { makeOneTime, peekOneTime, takeOneTime } from './one-time.ts'
import { deleteOneTimeFor } from './sql.ts'

const purpose = 'setup'
/** The link from the last start is the one that works; it lives a year, as a network may wait for its founder. */
const minutes = 365 * 24 * 60

/**
 * Makes a fresh one-time secret for the set-up link and forgets the one before. Null when there is nothing to set
 * up: the network has an admin, or its first admin comes from the command line (`XOM_SETUP=cli`).
 */
export async function ensureSetupToken(ctx: Context): Promise<string | null> {
  if (ctx.config.setup === 'cli' || (await isSetUp(ctx))) return null
  return ctx.tx(async (ctx) => {
    await deleteOneTimeFor(ctx, purpose)
    return makeOneTime(ctx, purpose, { minutes })
  })
}

/** Whether the link's secret still opens the wizard. */
export const isSetupToken = async (ctx: Context, token: string): Promise<boolean> =>
  token !== '' && (await peekOneTime(ctx, purpose, token)) !== null

/** Uses the secret up, inside the caller's transaction. False when another request was first. */
export const useSetupToken = async (ctx: Context, token: string): Promise<boolean> =>
  (await takeOneTime(ctx, purpose, token)) !== null
