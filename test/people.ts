import type { Id } from '../src/context.ts'
import { createSession, type Registration, registerUser } from '../src/features/auth/index.ts'
import { issueToken } from '../src/features/oauth/index.ts'
import { sessionCookie } from '../src/http/auth.ts'
import type { TestServer } from './server.ts'

export interface Person {
  id: Id
  username: string
  email: string
  password: string
  /** An access token for the API. */
  token: string
  /** The `cookie` header of a signed-in browser. */
  session: string
}

/** A confirmed, approved person with a token (all of read, write, follow, push unless told) and a web session. */
export async function signUp(
  server: TestServer,
  username: string,
  options: Partial<Registration> & { scopes?: string } = {},
): Promise<Person> {
  const { scopes = 'read write follow push profile', ...registration } = options
  const email = registration.email ?? `${username}@xom.test`
  const password = registration.password ?? 'bí mật của xóm'
  const id = await registerUser(server.ctx, {
    locale: 'vi',
    confirmed: true,
    // Most tests are about people who have lived here for a while.
    vouched: true,
    ...registration,
    username,
    email,
    password,
  })
  const token = await issueToken(server.ctx, { accountId: id, scopes, appName: 'Test' })
  const secret = await createSession(server.ctx, id, 'Test')
  return { id, username, email, password, token, session: `${sessionCookie}=${secret}` }
}

/** The `cookie` header for the cookies that an answer sets. */
export const cookiesOf = (response: Response): string =>
  response.headers
    .getSetCookie()
    .map((cookie) => cookie.split(';')[0]!)
    .join('; ')
