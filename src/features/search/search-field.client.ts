interface Item {
  kind: string
  label: string
  detail: string
  href: string
  avatar: string | null
  room?: string
  private?: boolean
}

const storeName = 'xom-searches'
const kept = 8

/** What was asked for on this device: never sent anywhere. */
const recent = {
  all(): string[] {
    try {
      const list: unknown = JSON.parse(localStorage.getItem(storeName) ?? '[]')
      return Array.isArray(list) ? list.filter((one) => typeof one === 'string').slice(0, kept) : []
    } catch {
      return []
    }
  },
  add(query: string): void {
    if (query.trim() === '') return
    try {
      const others = recent.all().filter((one) => one !== query.trim())
      localStorage.setItem(storeName, JSON.stringify([query.trim(), ...others].slice(0, kept)))
    } catch {
      // Without a store there are no recent words.
    }
  },
}

/**
 * <search-field>: a combobox with a list (ARIA 1.2) around a plain form. Nothing is chosen until an arrow key says so, so
 * that Enter sends what was typed; nothing happens while a Vietnamese input method composes.
 */
class SearchField extends HTMLElement {
  private input!: HTMLInputElement
  private list!: HTMLUListElement
  private items: Item[] = []
  private at = -1
  private timer = 0
  private asked = 0

  connectedCallback(): void {
    const input = this.querySelector<HTMLInputElement>('input[type="search"]')
    if (!input || this.dataset['ready']) return
    this.dataset['ready'] = '1'
    this.input = input
    this.list = document.createElement('ul')
    this.list.id = 'search-suggestions'
    this.list.className = 'suggest search-suggest'
    this.list.hidden = true
    this.list.setAttribute('role', 'listbox')
    this.list.setAttribute('aria-label', document.querySelector('label[for="q"]')?.textContent ?? '')
    input.insertAdjacentElement('afterend', this.list)
    input.setAttribute('role', 'combobox')
    input.setAttribute('aria-expanded', 'false')
    input.setAttribute('aria-autocomplete', 'list')
    input.setAttribute('aria-controls', this.list.id)
    input.addEventListener('input', (event) => this.typed(event as InputEvent))
    input.addEventListener('compositionend', () => this.later())
    input.addEventListener('keydown', (event) => this.pressed(event))
    input.addEventListener('focus', () => input.value === '' && this.showRecent())
    input.addEventListener('blur', () => this.close())
    this.querySelector('form')?.addEventListener('submit', () => {
      recent.add(input.value)
      this.close()
    })
  }

  private typed(event: InputEvent): void {
    if (!event.isComposing) this.later()
  }

  private later(): void {
    clearTimeout(this.timer)
    this.timer = window.setTimeout(() => void this.ask(), 160)
  }

  private showRecent(): void {
    this.items = recent.all().map((query) => ({
      kind: 'recent',
      label: query,
      detail: '',
      href: `/search?q=${encodeURIComponent(query)}`,
      avatar: null,
    }))
    this.show()
  }

  private async ask(): Promise<void> {
    const query = this.input.value.trim()
    const mine = ++this.asked
    if (query === '') return this.showRecent()
    try {
      const response = await fetch(`/search/suggest?q=${encodeURIComponent(query)}`, {
        headers: { Accept: 'application/json' },
      })
      const answer = (await response.json()) as { items?: Item[] }
      if (mine !== this.asked || document.activeElement !== this.input) return
      this.items = answer.items ?? []
      this.show()
    } catch {
      this.close()
    }
  }

  private show(): void {
    const kinds = JSON.parse(this.dataset['kinds'] ?? '{}') as Record<string, string>
    this.at = -1
    this.input.removeAttribute('aria-activedescendant')
    this.list.replaceChildren(
      ...this.items.map((item, index) => {
        const row = document.createElement('li')
        row.id = `search-suggestion-${index}`
        row.setAttribute('role', 'option')
        row.setAttribute('aria-selected', 'false')
        if (item.avatar && !document.documentElement.hasAttribute('data-text-only')) {
          const picture = new Image(32, 32)
          picture.alt = ''
          picture.src = item.avatar
          row.append(picture)
        }
        const name = document.createElement('span')
        name.textContent = item.label
        const detail = document.createElement('small')
        detail.textContent = [kinds[item.private ? 'private' : (item.room ?? item.kind)], item.detail]
          .filter(Boolean)
          .join(' · ')
        row.append(name, detail)
        row.addEventListener('mousedown', (event) => {
          event.preventDefault()
          this.go(item)
        })
        return row
      }),
    )
    const open = this.items.length > 0
    this.list.hidden = !open
    this.input.setAttribute('aria-expanded', String(open))
  }

  private close(): void {
    clearTimeout(this.timer)
    this.asked++
    this.items = []
    this.show()
  }

  private go(item: Item): void {
    if (item.kind === 'recent') recent.add(item.label)
    this.close()
    location.assign(item.href)
  }

  private pressed(event: KeyboardEvent): void {
    if (event.isComposing || event.keyCode === 229) return
    const rows = [...this.list.children]
    if (event.key === 'Escape' && !this.list.hidden) {
      event.preventDefault()
      this.close()
    } else if ((event.key === 'ArrowDown' || event.key === 'ArrowUp') && rows.length > 0) {
      event.preventDefault()
      const step = event.key === 'ArrowDown' ? 1 : -1
      // One place more than there are rows: the field itself.
      this.at = ((this.at + 1 + step + rows.length + 1) % (rows.length + 1)) - 1
      rows.forEach((row, index) => {
        row.setAttribute('aria-selected', String(index === this.at))
      })
      const chosen = rows[this.at]
      chosen?.scrollIntoView({ block: 'nearest' })
      if (chosen) this.input.setAttribute('aria-activedescendant', chosen.id)
      else this.input.removeAttribute('aria-activedescendant')
    } else if (event.key === 'Enter' && this.at >= 0) {
      event.preventDefault()
      this.go(this.items[this.at]!)
    }
  }
}

if (!customElements.get('search-field')) customElements.define('search-field', SearchField)
