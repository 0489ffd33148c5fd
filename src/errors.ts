/**
 * Every failure that a person or a client can be told about. The code is the translation key
 * (`errors.<code>` in ui/i18n) and, for the Mastodon API, the source of `{error, error_description}`.
 */
export const errorStatus = {
  bad_request: 400,
  malformed_body: 400,
  unauthorized: 401,
  invalid_token: 401,
  forbidden: 403,
  missing_scope: 403,
  csrf: 403,
  account_suspended: 403,
  account_unconfirmed: 403,
  account_pending: 403,
  not_found: 404,
  method_not_allowed: 405,
  not_acceptable: 406,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media: 415,
  unprocessable: 422,
  rate_limited: 429,
  internal: 500,
  unavailable: 503,
} as const

export type ErrorCode = keyof typeof errorStatus

/** One wrong field. `code` is a translation key below `fields.errors`; `params` fill its placeholders. */
export interface FieldError {
  field: string
  code: string
  params?: Record<string, string | number>
}

/**
 * The one error class of the house. `reason` is a translation key below `errors` that says more than the code
 * does ('poll_closed'), safe to show; `cause` is private and only logged.
 */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly reason: string
  readonly params: Record<string, string | number>
  readonly fields: FieldError[]

  constructor(
    code: ErrorCode,
    reason: string = code,
    options: { params?: Record<string, string | number>; fields?: FieldError[]; cause?: unknown } = {},
  ) {
    super(reason, { cause: options.cause })
    this.name = 'AppError'
    this.code = code
    this.reason = reason
    this.params = options.params ?? {}
    this.fields = options.fields ?? []
  }

  get status(): (typeof errorStatus)[ErrorCode] {
    return errorStatus[this.code]
  }
}

export const notFound = (): AppError => new AppError('not_found')
export const forbidden = (reason = 'forbidden'): AppError => new AppError('forbidden', reason)
export const unauthorized = (reason = 'unauthorized'): AppError => new AppError('unauthorized', reason)

/** A request that is understood and refused: 422, as Mastodon answers failed validation. */
export const unprocessable = (reason: string, params?: Record<string, string | number>): AppError =>
  new AppError('unprocessable', reason, params ? { params } : {})

/** Failed fields of a form; the page shows each beside its input, the API joins them. */
export const invalid = (...fields: FieldError[]): AppError =>
  new AppError('unprocessable', 'validation_failed', { fields })

/** Throws 409 with that reason when it holds: the thing is in a state in which this cannot be done. */
export function conflictOf(holds: boolean, reason: string): void {
  if (holds) throw new AppError('conflict', reason)
}
