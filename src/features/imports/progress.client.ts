/** How far an import is: asks every few seconds while the page is looked at, and shows the report once it is done. */
class ImportProgress extends HTMLElement {
  private timer: ReturnType<typeof setInterval> | undefined

  connectedCallback(): void {
    this.timer = setInterval(() => void this.look(), 3000)
  }

  disconnectedCallback(): void {
    clearInterval(this.timer)
  }

  private async look(): Promise<void> {
    if (document.hidden || !navigator.onLine) return
    try {
      const response = await fetch(location.pathname, { headers: { Accept: 'text/html' } })
      if (!response.ok) return
      const page = new DOMParser().parseFromString(await response.text(), 'text/html')
      const fresh = page.querySelector(this.localName)
      if (!fresh || fresh.getAttribute('phase') !== this.getAttribute('phase')) location.reload()
      else this.replaceChildren(...fresh.childNodes)
    } catch {
      // The next look will tell.
    }
  }
}

customElements.define('import-progress', ImportProgress)
