/** People of a rehearsal, over HTTP: they sign up as anybody does, get a token, and write. */

export interface Person {
  token: string
}

interface App {
  id: string
  secret: string
}

export class Crowd {
  readonly origin: string
  private app: App | null = null

  constructor(origin: string) {
    this.origin = origin
  }

  async call(method: string, path: string, token?: string, body?: object) {
    const response = await fetch(`${this.origin}${path}`, {
      method,
      headers: {
        'accept-language': 'en',
        ...(token ? { authorization: `Bearer ${token}` } : {}),
        ...(body ? { 'content-type': 'application/json' } : {}),
      },
      ...(body ? { body: JSON.stringify(body) } : {}),
    })
    const text = await response.text()
    const parsed = text.startsWith('{') || text.startsWith('[') ? JSON.parse(text) : {}
    return { status: response.status, body: parsed }
  }

  page(path: string): Promise<string> {
    return fetch(`${this.origin}${path}`, { headers: { 'accept-language': 'en' } }).then((one) => one.text())
  }

  private async appToken(): Promise<string> {
    const made = await this.call('POST', '/api/v1/apps', undefined, {
      client_name: 'Rehearsal',
      redirect_uris: 'urn:ietf:wg:oauth:2.0:oob',
      scopes: 'read write follow',
    })
    this.app = { id: made.body.client_id, secret: made.body.client_secret }
    const token = await this.call('POST', '/oauth/token', undefined, {
      grant_type: 'client_credentials',
      client_id: this.app.id,
      client_secret: this.app.secret,
      scope: 'read write follow',
    })
    return token.body.access_token
  }

  /** Signs up through the API, `count` of them, eight at a time; answers those who came in, and what the others were told. */
  async signUp(count: number, prefix: string): Promise<{ people: Person[]; refused: Map<number, number> }> {
    const token = await this.appToken()
    const people: Person[] = []
    const refused = new Map<number, number>()
    await this.each(count, async (at) => {
      const { status, body } = await this.call('POST', '/api/v1/accounts', token, {
        username: `${prefix}_${at}`,
        email: `${prefix}_${at}@rehearsal.test`,
        password: `${prefix} rehearsal ${at}`,
        agreement: true,
        locale: 'vi',
        reason: 'rehearsal',
      })
      if (status === 200) people.push({ token: body.access_token })
      else refused.set(status, (refused.get(status) ?? 0) + 1)
    })
    return { people, refused }
  }

  /** Writes posts, in turns; answers how many were taken and how many refused, by status. */
  async write(people: Person[], count: number, text: (at: number) => string): Promise<Map<number, number>> {
    const answers = new Map<number, number>()
    await this.each(count, async (at) => {
      const person = people[at % people.length]!
      const { status } = await this.call('POST', '/api/v1/statuses', person.token, { status: text(at) })
      answers.set(status, (answers.get(status) ?? 0) + 1)
    })
    return answers
  }

  private async each(count: number, work: (at: number) => Promise<void>): Promise<void> {
    let next = 0
    const lane = async () => {
      while (next < count) {
        next += 1
        await work(next - 1)
      }
    }
    await Promise.all(Array.from({ length: 8 }, lane))
  }
}
