import type { Context, Id } from '../../context.ts'
import { type Locale, locales } from '../../ui/i18n/index.ts'

/** What a live page shows, part by part, as HTML that was made here. */
export type LiveParts = Record<string, string>

/** One page that somebody has open. */
interface Listener {
  locale: Locale
  /** Gives it what changed; false when it cannot take more, and is to be let go. */
  send(parts: LiveParts): boolean
  close(): void
}

interface Room {
  listeners: Set<Listener>
  /** What every listener has seen or is being shown, by language. */
  shown: Map<Locale, Promise<LiveParts>>
  timer: NodeJS.Timeout | null
  working: boolean
  again: boolean
}

/** Changes closer together than this are told as one; milliseconds. */
const pause = 250
/** Pages open at once in this process, of all sessions. */
export const mostListeners = 5000

type Render = (ctx: Context, briefingId: Id, locale: Locale) => Promise<LiveParts>

/**
 * Who has which session open, in this process. What changed is rendered once for each language, however many listen, and
 * only the parts that differ are sent. PostgreSQL's NOTIFY says when (`touch` in features/briefings), so that several
 * processes agree; nothing is asked for while nobody listens.
 */
export class LiveHub {
  readonly #ctx: Context
  readonly #render: Render
  readonly #rooms = new Map<Id, Room>()
  #count = 0
  #listening: Promise<unknown> | null = null

  constructor(ctx: Context, render: Render) {
    this.#ctx = ctx
    this.#render = render
  }

  get count(): number {
    return this.#count
  }

  /** What a session's page shows now: made anew, unless somebody has it open here and it is known. */
  now(briefingId: Id, locale: Locale): Promise<LiveParts> {
    return this.#rooms.get(briefingId)?.shown.get(locale) ?? this.#render(this.#ctx, briefingId, locale)
  }

  /** Joins a session; answers how to leave. `knows`: whether the page shows that part already. */
  async join(
    briefingId: Id,
    listener: Listener,
    knows: (name: string, html: string) => boolean,
  ): Promise<() => void> {
    this.#listening ??= this.#listen().catch((error) => {
      this.#listening = null
      throw error
    })
    await this.#listening
    let room = this.#rooms.get(briefingId)
    if (!room) {
      room = { listeners: new Set(), shown: new Map(), timer: null, working: false, again: false }
      this.#rooms.set(briefingId, room)
    }
    room.listeners.add(listener)
    this.#count += 1
    const leave = () => this.#leave(briefingId, listener)
    let shown = room.shown.get(listener.locale)
    if (!shown) {
      shown = this.#render(this.#ctx, briefingId, listener.locale)
      room.shown.set(listener.locale, shown)
    }
    try {
      // Something may have changed between the page and this connection.
      const lacking = Object.entries(await shown).filter(([name, html]) => !knows(name, html))
      if (lacking.length > 0) listener.send(Object.fromEntries(lacking))
    } catch (error) {
      room.shown.delete(listener.locale)
      leave()
      throw error
    }
    return leave
  }

  #leave(briefingId: Id, listener: Listener): void {
    const room = this.#rooms.get(briefingId)
    if (!room?.listeners.delete(listener)) return
    this.#count -= 1
    if (room.listeners.size > 0) return
    if (room.timer) clearTimeout(room.timer)
    this.#rooms.delete(briefingId)
  }

  #listen(): Promise<unknown> {
    return this.#ctx.db.listen('xom_briefing', (briefingId) => this.#changed(briefingId))
  }

  #changed(briefingId: Id): void {
    const room = this.#rooms.get(briefingId)
    if (!room || room.timer) return
    if (room.working) {
      room.again = true
      return
    }
    room.timer = setTimeout(() => {
      room.timer = null
      void this.#tell(briefingId, room)
    }, pause)
  }

  async #tell(briefingId: Id, room: Room): Promise<void> {
    room.working = true
    room.again = false
    try {
      for (const locale of locales) {
        const before = room.shown.get(locale)
        if (!before) continue
        const now = this.#render(this.#ctx, briefingId, locale)
        const changed = difference(await before, await now)
        room.shown.set(locale, now)
        if (Object.keys(changed).length === 0) continue
        for (const listener of room.listeners) {
          if (listener.locale !== locale || listener.send(changed)) continue
          this.#leave(briefingId, listener)
          listener.close()
        }
      }
    } catch (error) {
      this.#ctx.log.error('a live page could not be made', { error, briefingId })
    } finally {
      room.working = false
      if (room.again) this.#changed(briefingId)
    }
  }
}

/** The parts that are not what they were. */
function difference(before: LiveParts, now: LiveParts): LiveParts {
  return Object.fromEntries(Object.entries(now).filter(([name, html]) => before[name] !== html))
}
