import { word } from './words.ts'

function open(dialog: HTMLDialogElement): void {
  const close = document.createElement('form')
  close.method = 'dialog'
  const button = document.createElement('button')
  button.className = 'button'
  button.textContent = word('close')
  close.append(button)
  dialog.append(close)
  dialog.addEventListener('click', (event) => {
    if (event.target === dialog) dialog.close()
  })
  dialog.addEventListener('close', () => dialog.remove())
  document.body.append(dialog)
  dialog.showModal()
}

/** A picture over the page, with its description; without scripts the link opens the file. */
export function startViewer(): void {
  document.addEventListener('click', (event) => {
    const way = (event.target as Element).closest?.<HTMLAnchorElement>('.media-item > a[href]')
    const small = way?.querySelector('img')
    if (!way || !small || event.ctrlKey || event.metaKey || event.shiftKey || event.button !== 0) return
    event.preventDefault()
    const dialog = document.createElement('dialog')
    dialog.className = 'viewer'
    dialog.setAttribute('aria-label', word('picture'))
    const picture = new Image()
    picture.src = way.href
    picture.alt = small.alt
    dialog.append(picture)
    if (small.alt) {
      const text = document.createElement('p')
      text.textContent = small.alt
      dialog.append(text)
    }
    open(dialog)
  })
}

const keys: [string, string][] = [
  ['j / k', 'keys_next'],
  ['f', 'keys_favourite'],
  ['b', 'keys_boost'],
  ['r', 'keys_reply'],
  ['Enter', 'keys_open'],
  ['n', 'keys_write'],
  ['g h', 'keys_home'],
  ['/', 'keys_search'],
  ['Ctrl Enter', 'keys_send'],
  ['?', 'keys_help'],
]

/** The list of keyboard shortcuts. */
export function showKeys(): void {
  if (document.querySelector('dialog[open]')) return
  const dialog = document.createElement('dialog')
  const title = document.createElement('h2')
  title.textContent = word('keys_title')
  const list = document.createElement('dl')
  list.className = 'keys'
  for (const [name, key] of keys) {
    const term = document.createElement('dt')
    const box = document.createElement('kbd')
    box.textContent = name
    term.append(box)
    const text = document.createElement('dd')
    text.textContent = word(key)
    list.append(term, text)
  }
  dialog.append(title, list)
  open(dialog)
}
