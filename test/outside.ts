import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

export type Answer = (request: IncomingMessage, response: ServerResponse) => void

export interface Outside {
  origin: string
  /** What is answered, by path; everything else is 404. */
  pages: Map<string, Answer>
  /** Paths in the order in which they were asked for. */
  asked: string[]
  close(): Promise<void>
}

/** A website on the loopback interface: the world outside, for tests about what this server fetches. */
export async function openOutside(): Promise<Outside> {
  const pages = new Map<string, Answer>()
  const asked: string[] = []
  const server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const answer = pages.get(path.split('?')[0]!)
    if (answer) answer(request, response)
    else response.writeHead(404).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as { port: number }
  return {
    origin: `http://127.0.0.1:${port}`,
    pages,
    asked,
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** A page with a head. */
export const html =
  (head: string, type = 'text/html; charset=utf-8', headers: Record<string, string> = {}): Answer =>
  (_, response) =>
    response
      .writeHead(200, { 'content-type': type, ...headers })
      .end(`<!doctype html><html lang="vi"><head>${head}</head><body><p>…</p></body></html>`)
