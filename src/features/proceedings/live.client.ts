/** Shows what happens in a session as it happens; without it the page is read again. */
class BriefingLive extends HTMLElement {
  #source: EventSource | null = null
  #marks = new Map<string, string>()
  readonly #wake = () => {
    if (!document.hidden && !this.#source) this.#open()
  }

  connectedCallback(): void {
    // A page that Turbo kept is shown for a moment before the new one: it must not connect.
    if (document.documentElement.hasAttribute('data-turbo-preview')) return
    for (const pair of new URL(this.getAttribute('src')!, location.origin).searchParams
      .get('co')!
      .split(',')) {
      const [name = '', mark = ''] = pair.split('.')
      this.#marks.set(name, mark)
    }
    this.#open()
    document.addEventListener('visibilitychange', this.#wake)
  }

  disconnectedCallback(): void {
    document.removeEventListener('visibilitychange', this.#wake)
    this.#close()
  }

  #open(): void {
    const url = new URL(this.getAttribute('src')!, location.origin)
    url.searchParams.set('co', [...this.#marks].map((pair) => pair.join('.')).join(','))
    const source = new EventSource(url)
    this.#source = source
    source.addEventListener('open', () => this.#say(''))
    source.addEventListener('part', (event) => {
      const { name, html, mark } = JSON.parse(event.data) as { name: string; html: string; mark: string }
      this.#marks.set(name, mark)
      const part = this.querySelector(`[data-live-part="${name}"]`)
      // The HTML is the server's own, made and cleaned as that of the page.
      if (part) part.innerHTML = html
    })
    source.addEventListener('error', () => {
      const line = this.querySelector<HTMLElement>('[data-connection]')
      this.#say(line?.dataset['lost'] ?? '')
      // The browser tries again by itself; after a refusal it does not.
      if (source.readyState !== EventSource.CLOSED) return
      this.#close()
      setTimeout(() => this.isConnected && this.#wake(), 10_000)
    })
  }

  #say(text: string): void {
    const line = this.querySelector('[data-connection]')
    if (line && line.textContent !== text) line.textContent = text
  }

  #close(): void {
    this.#source?.close()
    this.#source = null
  }
}

if (!customElements.get('briefing-live')) customElements.define('briefing-live', BriefingLive)
