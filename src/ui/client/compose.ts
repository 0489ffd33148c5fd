import { countGraphemes } from '../../lib/graphemes.ts'
import { looksHardWrapped, reflow } from '../../lib/reflow.ts'
import { suggestFor } from './suggest.ts'
import { toast } from './toast.ts'
import { word } from './words.ts'

const link = /https?:\/\/[^\s<>"“”]+/g
const remote = /(@[a-z0-9_]+)@[a-z0-9.-]+[a-z0-9]/gi

/** As the server counts: graphemes, every link 23, remote mentions without their domain. */
const length = (text: string): number =>
  countGraphemes(text.replace(link, 'x'.repeat(23)).replace(remote, '$1'))

const days = 14 * 86_400_000

/** One draft for each thing that can be written: a new post, an answer to a post, a change of a post. */
function draftKey(form: HTMLFormElement): string {
  const value = (name: string) => form.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? ''
  return `xom-draft:${value('in_reply_to_id')}:${value('edit')}:${value('draft_id')}`
}

const store = {
  get(key: string): string | null {
    try {
      const kept = JSON.parse(localStorage.getItem(key) ?? 'null') as { text: string; at: number } | null
      return kept && Date.now() - kept.at < days ? kept.text : null
    } catch {
      return null
    }
  },
  set(key: string, text: string): void {
    try {
      if (text.trim() === '') localStorage.removeItem(key)
      else localStorage.setItem(key, JSON.stringify({ text, at: Date.now() }))
    } catch {
      // A full or forbidden store only means that there is no draft.
    }
  },
}

/** Puts text in as if typed, so that the browser's own undo takes it back. */
function replaceAll(area: HTMLTextAreaElement, text: string): void {
  area.focus()
  area.select()
  if (!document.execCommand('insertText', false, text)) area.value = text
  area.dispatchEvent(new Event('input', { bubbles: true }))
}

function offer(after: HTMLElement, text: string, label: string, work: () => void): HTMLElement {
  after.parentElement?.querySelector('.compose-offer[data-live]')?.remove()
  const line = document.createElement('p')
  line.className = 'compose-offer'
  line.setAttribute('role', 'status')
  line.dataset['live'] = ''
  const button = document.createElement('button')
  button.type = 'button'
  button.className = 'button small'
  button.textContent = label
  button.addEventListener('click', () => {
    line.remove()
    work()
  })
  line.append(text, ' ', button)
  after.insertAdjacentElement('afterend', line)
  return line
}

/** Scrolls until `line` is above the keyboard of the screen and the bottom bar. The field keeps its focus: moving it would break the syllable in an input method. */
function bringIntoView(line: HTMLElement): void {
  const seen = window.visualViewport
  const bar = document.querySelector('.bottom-bar')?.getBoundingClientRect()
  const low = Math.min(
    seen ? seen.offsetTop + seen.height : innerHeight,
    bar && bar.height > 0 ? bar.top : innerHeight,
  )
  const hidden = line.getBoundingClientRect().bottom + 12 - low
  if (hidden > 0) scrollBy(0, hidden)
}

/** Pictures chosen but not sent yet: seen at once, described before or after they are sent. */
function preview(form: HTMLFormElement, input: HTMLInputElement): void {
  const attach = [...form.querySelectorAll<HTMLButtonElement>('button[name="do"]')].find(
    ({ value }) => value === 'attach',
  )
  input.addEventListener('change', () => {
    // The server prepares thumbnails and asks for descriptions: what "attach" does without scripts, at once.
    if (input.files?.length && attach) form.requestSubmit(attach)
  })
}

/** What scripts add to the composer. The field itself is never drawn anew, and no key is ever swallowed. */
function enhance(form: HTMLFormElement): void {
  const area = form.querySelector<HTMLTextAreaElement>('textarea[name="status"]')
  if (!area || form.dataset['ready']) return
  form.dataset['ready'] = '1'
  const limit = Number(form.dataset['limit'] ?? 5000)
  const counter = form.querySelector<HTMLOutputElement>('[data-compose-count]')
  const key = draftKey(form)
  const show = () => {
    if (!counter) return
    const left = limit - length(area.value)
    counter.value =
      left < 0 || left < limit / 5 || area.value !== ''
        ? left.toLocaleString(document.documentElement.lang)
        : ''
    counter.classList.toggle('over', left < 0)
  }
  const first = area.defaultValue
  const kept = store.get(key)
  if (kept !== null && first === '' && area.value === '') {
    area.value = kept
    offer(area, word('draft_restored'), word('draft_discard'), () => {
      store.set(key, '')
      replaceAll(area, '')
    })
  }
  show()

  let saving = 0
  area.addEventListener('input', () => {
    show()
    clearTimeout(saving)
    saving = window.setTimeout(() => store.set(key, area.value === first ? '' : area.value), 400)
  })
  area.addEventListener('paste', (event) => {
    const pasted = event.clipboardData?.getData('text/plain') ?? ''
    const joined = looksHardWrapped(pasted) ? reflow(pasted) : pasted
    if (joined === pasted) return
    event.preventDefault()
    const { selectionStart: start, selectionEnd: end, value } = area
    const asPasted = value.slice(0, start) + pasted.replaceAll('\r\n', '\n') + value.slice(end)
    if (!document.execCommand('insertText', false, joined)) area.setRangeText(joined, start, end, 'end')
    area.dispatchEvent(new Event('input', { bubbles: true }))
    // Said, and taken back with one tap: whether a line break was meant, only its author knows.
    const line = offer(area, word('reflowed'), word('undo'), () => replaceAll(area, asPasted))
    requestAnimationFrame(() => bringIntoView(line))
  })
  area.addEventListener('keydown', (event) => {
    if (event.isComposing || event.keyCode === 229) return
    if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
      event.preventDefault()
      const send = form.querySelector<HTMLButtonElement>('.compose-send button[name="do"][value="post"]')
      form.requestSubmit(send)
    }
  })
  for (const input of form.querySelectorAll<HTMLInputElement>('input[type="file"]')) preview(form, input)
  suggestFor(area)

  form.addEventListener('submit', (event) => {
    if (!navigator.onLine) {
      event.preventDefault()
      event.stopImmediatePropagation()
      store.set(key, area.value)
      toast(word('offline_draft'))
    }
  })
  // The text stays until the server has taken it.
  form.addEventListener('turbo:submit-end', (event) => {
    const { success, fetchResponse } = (
      event as CustomEvent<{ success: boolean; fetchResponse?: { redirected: boolean } }>
    ).detail
    if (success && fetchResponse?.redirected) {
      clearTimeout(saving)
      store.set(key, '')
    }
  })
}

export function startCompose(): void {
  for (const form of document.querySelectorAll<HTMLFormElement>('form[data-compose]')) enhance(form)
}
