import { AppError, type FieldError, invalid } from '../errors.ts'

/**
 * Runs every check and throws once, with all the fields that they name: one submit says everything that is wrong.
 * Anything else that is thrown goes on its way at once.
 */
export async function gather(...checks: (() => unknown)[]): Promise<void> {
  const wrong: FieldError[] = []
  for (const check of checks) wrong.push(...(await problemsOf(check)))
  if (wrong.length > 0) throw invalid(...wrong)
}

/** The wrong fields that `check` throws, or none. */
export async function problemsOf(check: () => unknown): Promise<FieldError[]> {
  try {
    await check()
    return []
  } catch (error) {
    if (error instanceof AppError && error.fields.length > 0) return error.fields
    throw error
  }
}
