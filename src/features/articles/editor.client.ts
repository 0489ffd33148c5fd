import { toast } from '../../ui/client/toast.ts'

const days = 30 * 86_400_000

/** Puts text in the place of the selection as if typed, so that the browser's own undo takes it back. */
function insert(area: HTMLTextAreaElement, text: string): void {
  area.focus()
  const { selectionStart: from, selectionEnd: to } = area
  if (!document.execCommand('insertText', false, text)) area.setRangeText(text, from, to, 'end')
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

/** Puts a sign before and behind the selection, which stays selected; once more takes them away. */
function wrap(area: HTMLTextAreaElement, before: string, after = before): void {
  const { selectionStart: from, selectionEnd: to, value } = area
  const chosen = value.slice(from, to)
  const inside =
    value.slice(from - before.length, from) === before && value.slice(to, to + after.length) === after
  if (inside) {
    area.setSelectionRange(from - before.length, to + after.length)
    insert(area, chosen)
    area.setSelectionRange(from - before.length, to - before.length)
    return
  }
  insert(area, before + chosen + after)
  area.setSelectionRange(from + before.length, to + before.length)
}

/** Puts a sign before every line of the selection. */
function prefix(area: HTMLTextAreaElement, sign: (at: number) => string): void {
  const { value } = area
  const from = value.lastIndexOf('\n', area.selectionStart - 1) + 1
  const end = value.indexOf('\n', area.selectionEnd)
  const to = end === -1 ? value.length : end
  const text = value
    .slice(from, to)
    .split('\n')
    .map((line, at) => sign(at) + line)
    .join('\n')
  area.setSelectionRange(from, to)
  insert(area, text)
}

/** On a paragraph of its own. */
function block(area: HTMLTextAreaElement, text: string): void {
  const before = area.value.slice(0, area.selectionStart)
  const gap = before === '' || before.endsWith('\n\n') ? '' : before.endsWith('\n') ? '\n' : '\n\n'
  insert(area, `${gap}${text}\n\n`)
}

function note(area: HTMLTextAreaElement): void {
  const used = [...area.value.matchAll(/\[\^(\d+)\]/g)].map((found) => Number(found[1]))
  const number = Math.max(0, ...used) + 1
  const at = area.selectionEnd
  area.setSelectionRange(at, at)
  insert(area, `[^${number}]`)
  area.setSelectionRange(area.value.length, area.value.length)
  insert(area, `${area.value.endsWith('\n') ? '\n' : '\n\n'}[^${number}]: `)
}

const keys: Record<string, string> = { b: 'bold', i: 'italic', k: 'link' }

/**
 * <article-editor>: what scripts add to the form in it. The field is a plain textarea and is never drawn anew, so that
 * no input method loses a syllable. Everything works without: the same form is sent to the same address.
 */
class ArticleEditor extends HTMLElement {
  private words: Record<string, string> = {}
  private saving = 0

  connectedCallback(): void {
    const form = this.querySelector('form')
    const area = this.querySelector<HTMLTextAreaElement>('textarea[name="body"]')
    if (!form || !area || this.dataset['ready']) return
    this.dataset['ready'] = '1'
    this.words = JSON.parse(this.dataset['words'] ?? '{}') as Record<string, string>
    for (const bar of this.querySelectorAll<HTMLElement>('.editor-tools')) bar.hidden = false
    for (const button of this.querySelectorAll<HTMLButtonElement>('[data-tool]')) {
      button.addEventListener('click', () => this.use(area, button.dataset['tool']!))
    }
    area.addEventListener('keydown', (event) => {
      if (event.isComposing || event.keyCode === 229 || !(event.ctrlKey || event.metaKey) || event.altKey)
        return
      const tool = keys[event.key.toLowerCase()]
      if (!tool || event.shiftKey) return
      event.preventDefault()
      this.use(area, tool)
    })
    area.addEventListener('paste', (event) => this.paste(area, event))
    this.preview(form)
    this.pictures(form, area)
    this.keep(form)
  }

  private use(area: HTMLTextAreaElement, tool: string): void {
    if (tool === 'bold') wrap(area, '**')
    else if (tool === 'italic') wrap(area, '*')
    else if (tool === 'heading') prefix(area, () => '## ')
    else if (tool === 'quote') prefix(area, () => '> ')
    else if (tool === 'list') prefix(area, () => '- ')
    else if (tool === 'numbers') prefix(area, (at) => `${at + 1}. `)
    else if (tool === 'link') this.link(area)
    else if (tool === 'table') block(area, '| A | B |\n| --- | --- |\n| 1 | 2 |')
    else if (tool === 'note') note(area)
    else if (tool === 'code') this.code(area)
    else if (tool === 'picture') {
      const part = this.querySelector<HTMLDetailsElement>('[data-part="picture"]')
      if (part) part.open = true
      this.querySelector<HTMLInputElement>('input[name="picture"]')?.focus()
    }
  }

  private link(area: HTMLTextAreaElement): void {
    const { selectionStart: from, value } = area
    const chosen = value.slice(from, area.selectionEnd)
    const isAddress = /^https?:\/\/\S+$/.test(chosen)
    const text = isAddress || chosen === '' ? this.words['link']! : chosen
    const href = isAddress ? chosen : 'https://'
    insert(area, `[${text}](${href})`)
    if (isAddress || chosen === '') area.setSelectionRange(from + 1, from + 1 + text.length)
    else area.setSelectionRange(from + text.length + 3, from + text.length + 3 + href.length)
  }

  private code(area: HTMLTextAreaElement): void {
    const chosen = area.value.slice(area.selectionStart, area.selectionEnd)
    if (chosen.includes('\n')) block(area, `\`\`\`\n${chosen}\n\`\`\``)
    else wrap(area, '`')
  }

  private async send(path: string, body: BodyInit, type?: string): Promise<Response> {
    return fetch(this.dataset['desk'] + path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { Accept: 'application/json', ...(type ? { 'Content-Type': type } : {}) },
      body,
    })
  }

  /** The plain text goes in at once; what the server makes of the rest takes its place, if nothing was typed there meanwhile. */
  private paste(area: HTMLTextAreaElement, event: ClipboardEvent): void {
    const html = event.clipboardData?.getData('text/html') ?? ''
    const plain = (event.clipboardData?.getData('text/plain') ?? '').replaceAll('\r\n', '\n')
    const isRich = /<(?:a|b|strong|i|em|h[1-6]|ul|ol|table|blockquote|img|p|pre)[\s>]/i.test(html)
    if (plain === '' && !isRich) return
    if (!isRich && plain.split('\n').length < 4) return
    event.preventDefault()
    insert(area, plain)
    const end = area.selectionEnd
    const start = end - plain.length
    const body = JSON.stringify({ html: isRich ? html.slice(0, 900_000) : '', text: plain })
    void this.send('/chuyen', body, 'application/json')
      .then((answer) => (answer.ok ? (answer.json() as Promise<{ markdown: string; lost: number }>) : null))
      .then((made) => {
        if (!made || made.markdown === plain || area.value.slice(start, end) !== plain) return
        area.setSelectionRange(start, end)
        insert(area, made.markdown)
        if (made.lost > 0) toast(this.words['lost']!.replace('{count}', String(made.lost)))
      })
      .catch(() => {})
  }

  private preview(form: HTMLFormElement): void {
    const button = this.querySelector<HTMLButtonElement>('button[data-preview]')
    const panel = this.querySelector<HTMLElement>('.editor-preview')
    const inner = panel?.querySelector<HTMLElement>('.article-body')
    if (!button || !panel || !inner) return
    const label = button.textContent
    button.addEventListener('click', (event) => {
      event.preventDefault()
      if (!panel.hidden && button.dataset['open']) {
        panel.hidden = true
        delete button.dataset['open']
        button.textContent = label
        return
      }
      const data = new FormData(form)
      data.delete('picture')
      void this.send('/xem-truoc', data)
        .then(async (answer) => {
          if (!answer.ok) throw new Error(String(answer.status))
          inner.innerHTML = await answer.text()
          panel.hidden = false
          button.dataset['open'] = '1'
          button.textContent = this.words['close_preview']!
          panel.scrollIntoView({ block: 'nearest' })
        })
        .catch(() => toast(this.words['failed']!))
    })
  }

  /** A picture goes where the cursor is. As a cover, and when something is wrong, the form is sent as without scripts. */
  private pictures(form: HTMLFormElement, area: HTMLTextAreaElement): void {
    const button = form.querySelector<HTMLButtonElement>('button[value="picture"]')
    const file = form.querySelector<HTMLInputElement>('input[name="picture"]')
    button?.addEventListener('click', (event) => {
      const use = form.querySelector<HTMLSelectElement>('select[name="picture_use"]')?.value
      if (use === 'cover' || !file?.files?.length) return
      event.preventDefault()
      button.disabled = true
      void this.send('/anh', new FormData(form))
        .then(async (answer) => {
          if (!answer.ok) return form.requestSubmit()
          const { markdown } = (await answer.json()) as { markdown: string }
          block(area, markdown)
          file.value = ''
          for (const box of form.querySelectorAll<HTMLInputElement>('input[name^="picture_"]')) box.value = ''
        })
        .catch(() => toast(this.words['failed']!))
        .finally(() => {
          button.disabled = false
        })
    })
  }

  private typed(form: HTMLFormElement): Record<string, string> {
    const kept: Record<string, string> = {}
    for (const [name, value] of new FormData(form)) if (typeof value === 'string') kept[name] = value
    return kept
  }

  /** A copy on this device until the server has taken it: for a lost connection, a closed tab, an empty battery. */
  private keep(form: HTMLFormElement): void {
    const key = `xom-article:${this.dataset['key']}`
    const sent = 'xom-article-sent'
    const first = JSON.stringify(this.typed(form))
    // The page that follows a save says with its message that the save went well.
    const was = sessionStorage.getItem(sent)
    if (was && this.dataset['fresh'] && document.querySelector('[data-flash]')) localStorage.removeItem(was)
    if (this.dataset['fresh']) {
      sessionStorage.removeItem(sent)
      this.offer(form, key, first)
    }
    form.addEventListener('input', () => {
      clearTimeout(this.saving)
      this.saving = window.setTimeout(() => this.store(form, key), 400)
    })
    form.addEventListener('submit', (event) => {
      clearTimeout(this.saving)
      this.store(form, key)
      if (!navigator.onLine) {
        event.preventDefault()
        toast(this.words['offline']!)
        return
      }
      sessionStorage.setItem(sent, key)
    })
  }

  private store(form: HTMLFormElement, key: string): void {
    try {
      localStorage.setItem(key, JSON.stringify({ fields: this.typed(form), at: Date.now() }))
    } catch {
      // A full or forbidden store only means that there is no copy.
    }
  }

  private offer(form: HTMLFormElement, key: string, first: string): void {
    let kept: { fields: Record<string, string>; at: number } | null = null
    try {
      kept = JSON.parse(localStorage.getItem(key) ?? 'null')
    } catch {
      return
    }
    if (!kept || Date.now() - kept.at > days || JSON.stringify(kept.fields) === first) return
    const before = JSON.parse(first) as Record<string, string>
    const fill = (fields: Record<string, string>) => {
      for (const [name, value] of Object.entries(fields)) {
        const box = form.elements.namedItem(name)
        // The revision that she began from stays: the server then finds out when somebody was faster.
        if (box instanceof HTMLInputElement && box.type === 'file') continue
        if (
          box instanceof HTMLInputElement ||
          box instanceof HTMLTextAreaElement ||
          box instanceof HTMLSelectElement
        )
          box.value = value
      }
    }
    fill(kept.fields)
    const line = document.createElement('p')
    line.className = 'compose-offer'
    line.setAttribute('role', 'status')
    const button = document.createElement('button')
    button.type = 'button'
    button.className = 'button small'
    button.textContent = this.words['discard']!
    button.addEventListener('click', () => {
      fill(before)
      localStorage.removeItem(key)
      line.remove()
    })
    line.append(this.words['restored']!, ' ', button)
    this.prepend(line)
  }
}

if (!customElements.get('article-editor')) customElements.define('article-editor', ArticleEditor)
