/** Says below the boxes how a time is understood, while it is typed. Without scripts a button does. */
class WhenEcho extends HTMLElement {
  #timer: ReturnType<typeof setTimeout> | undefined
  #asked = 0

  connectedCallback(): void {
    this.addEventListener('input', this.#later)
  }

  disconnectedCallback(): void {
    clearTimeout(this.#timer)
    this.removeEventListener('input', this.#later)
  }

  #later = (event: Event): void => {
    // In the middle of a syllable there is nothing to understand.
    if (event instanceof InputEvent && event.isComposing) return
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => void this.#ask(), 400)
  }

  async #ask(): Promise<void> {
    const value = (name: string) => this.querySelector<HTMLInputElement>(`[name="${name}"]`)?.value ?? ''
    const own = (name: string) => value(name) || `${value(`${name}_day`)} ${value(`${name}_time`)}`.trim()
    this.#asked += 1
    const asked = this.#asked
    const query = new URLSearchParams({ start: own('start'), end: own('end') })
    const answer = await fetch(`/su-kien/hieu?${query}`).catch(() => null)
    if (!answer?.ok || asked !== this.#asked) return
    const { text } = (await answer.json()) as { text: string }
    const output = this.querySelector('output')
    if (output) output.textContent = text
  }
}

customElements.define('when-echo', WhenEcho)
