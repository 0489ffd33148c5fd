import autocannon from 'autocannon'

export interface Figure {
  name: string
  perSecond: number
  /** Milliseconds. */
  p50: number
  p99: number
  /** Mean bytes of one answer, headers included. */
  bytes: number
  errors: number
  /** Requests answered, warm-up included. */
  total: number
}

export interface Ask {
  name: string
  /** One of these at a time, in turn, on each of the connections. */
  requests: { method?: 'GET' | 'POST'; path: string; headers?: Record<string, string>; body?: string }[]
}

/** Drives one kind of request with keep-alive at that concurrency; a short warm-up is not counted. */
export async function load(origin: string, ask: Ask, seconds: number, connections = 32): Promise<Figure> {
  const options = {
    url: origin,
    connections,
    requests: ask.requests.map((request) => ({
      method: request.method ?? ('GET' as const),
      path: request.path,
      headers: request.headers ?? {},
      ...(request.body ? { body: request.body } : {}),
    })),
  }
  const warm = await autocannon({ ...options, duration: Math.max(1, Math.round(seconds / 4)) })
  const result = await autocannon({ ...options, duration: seconds })
  return {
    name: ask.name,
    perSecond: Math.round(result.requests.average),
    p50: result.latency.p50,
    p99: result.latency.p99,
    bytes: Math.round(result.throughput.total / Math.max(1, result.requests.total)),
    errors: result.non2xx + result.errors,
    total: warm.requests.total + result.requests.total,
  }
}
