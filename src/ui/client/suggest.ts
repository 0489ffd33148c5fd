interface Item {
  value: string
  label: string
  detail: string
  avatar: string | null
}

/** The word being typed after @ or #, up to the caret. */
function wordAt(area: HTMLTextAreaElement): { text: string; start: number } | null {
  if (area.selectionStart !== area.selectionEnd) return null
  const before = area.value.slice(0, area.selectionStart)
  const match = /(?:^|[\s("“])([@#][\p{L}\p{M}\p{N}_.@-]{1,40})$/u.exec(before)
  return match ? { text: match[1]!, start: before.length - match[1]!.length } : null
}

let counter = 0

/** A list under the field after @ or #. Arrow keys and Enter choose, Escape closes; nothing happens while composing. */
export function suggestFor(area: HTMLTextAreaElement): void {
  const id = `suggest-${++counter}`
  let list: HTMLUListElement | null = null
  let items: Item[] = []
  let at = 0
  let timer = 0
  let asked = 0

  const close = () => {
    list?.remove()
    list = null
    asked++
    area.removeAttribute('aria-activedescendant')
    area.removeAttribute('aria-controls')
  }
  const mark = () => {
    for (const [index, row] of [...(list?.children ?? [])].entries()) {
      row.setAttribute('aria-selected', String(index === at))
      if (index === at) area.setAttribute('aria-activedescendant', row.id)
    }
  }
  const choose = (item: Item) => {
    const word = wordAt(area)
    close()
    if (!word) return
    area.focus()
    area.setSelectionRange(word.start, area.selectionStart)
    if (!document.execCommand('insertText', false, `${item.value} `))
      area.setRangeText(`${item.value} `, word.start, area.selectionEnd, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
  }
  const show = () => {
    list?.remove()
    list = document.createElement('ul')
    list.className = 'suggest'
    list.id = id
    list.setAttribute('role', 'listbox')
    list.setAttribute('aria-label', area.value.slice(wordAt(area)?.start ?? 0, area.selectionStart))
    at = 0
    items.forEach((item, index) => {
      const row = document.createElement('li')
      row.id = `${id}-${index}`
      row.setAttribute('role', 'option')
      if (item.avatar && !document.documentElement.hasAttribute('data-text-only')) {
        const picture = new Image(32, 32)
        picture.alt = ''
        picture.src = item.avatar
        row.append(picture)
      }
      const name = document.createElement('span')
      name.textContent = item.label
      const detail = document.createElement('small')
      detail.textContent = item.detail
      row.append(name, detail)
      row.addEventListener('mousedown', (event) => {
        event.preventDefault()
        choose(item)
      })
      list!.append(row)
    })
    area.insertAdjacentElement('afterend', list)
    list.style.top = `${area.offsetTop + area.offsetHeight + 4}px`
    list.style.left = `${area.offsetLeft}px`
    area.setAttribute('aria-controls', id)
    mark()
  }
  const ask = async () => {
    const word = wordAt(area)
    if (!word) return close()
    const mine = ++asked
    try {
      const response = await fetch(`/suggest?q=${encodeURIComponent(word.text)}`, {
        headers: { Accept: 'application/json' },
      })
      const answer = (await response.json()) as { items?: Item[] }
      if (mine !== asked) return
      items = answer.items ?? []
      if (items.length === 0 || document.activeElement !== area) close()
      else show()
    } catch {
      close()
    }
  }

  area.addEventListener('input', (event) => {
    clearTimeout(timer)
    if ((event as InputEvent).isComposing) return
    if (!wordAt(area)) return close()
    timer = window.setTimeout(() => void ask(), 180)
  })
  area.addEventListener('keydown', (event) => {
    if (!list || event.isComposing || event.keyCode === 229) return
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault()
      at = (at + (event.key === 'ArrowDown' ? 1 : items.length - 1)) % items.length
      mark()
    } else if ((event.key === 'Enter' || event.key === 'Tab') && !event.ctrlKey && !event.metaKey) {
      event.preventDefault()
      choose(items[at]!)
    } else if (event.key === 'Escape') close()
  })
  area.addEventListener('blur', () => close())
}
