import { toast } from './toast.ts'
import { word } from './words.ts'

const opposite: Record<string, string> = {
  favourite: 'unfavourite',
  boost: 'unboost',
  bookmark: 'unbookmark',
  unfavourite: 'favourite',
  unboost: 'boost',
  unbookmark: 'bookmark',
}

/** Flips what the button shows; answers how to flip it back. */
function flip(button: HTMLButtonElement, path: string, verb: string): () => void {
  const was = { pressed: button.getAttribute('aria-pressed'), action: button.getAttribute('formaction')! }
  const number = button.querySelector('.act-n')
  const text = number?.textContent ?? ''
  const on = was.pressed !== 'true'
  button.setAttribute('aria-pressed', String(on))
  button.setAttribute('formaction', path.replace(/[a-z]+$/, opposite[verb]!))
  // "12 nghìn" stays as it is; a plain number moves by one.
  if (number && /^\d{0,3}$/.test(text)) {
    const next = Math.max(0, Number(text || 0) + (on ? 1 : -1))
    number.textContent = next === 0 ? '' : String(next)
  }
  return () => {
    button.setAttribute('aria-pressed', String(was.pressed))
    button.setAttribute('formaction', was.action)
    if (number) number.textContent = text
  }
}

async function act(form: HTMLFormElement, button: HTMLButtonElement): Promise<void> {
  const path = button.getAttribute('formaction')!
  const verb = path.split('/').at(-1)!
  if (button.dataset['busy']) return
  button.dataset['busy'] = '1'
  const undo = flip(button, path, verb)
  try {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      redirect: 'manual',
      headers: { Accept: 'text/vnd.turbo-stream.html, text/html' },
      body: new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)])),
    })
    // The row of buttons comes back as a stream; what is shown is right already, so the focus stays where it is.
    if (!response.ok && response.type !== 'opaqueredirect') throw new Error(String(response.status))
  } catch {
    undo()
    toast(word(navigator.onLine ? 'action_failed' : 'offline'))
  } finally {
    delete button.dataset['busy']
  }
}

/** Sends a form whose effect is shown already; answers what the server says about it, now and not on the next page. */
async function sendNow(path: string, body: URLSearchParams): Promise<string> {
  const response = await fetch(path, {
    method: 'POST',
    credentials: 'same-origin',
    redirect: 'manual',
    keepalive: true,
    headers: { Accept: 'application/json' },
    body,
  })
  if (!response.ok) throw new Error(String(response.status))
  return ((await response.json()) as { message: string }).message
}

/** Follow and unfollow swap at once; asking a locked account says something else and takes the plain way. */
async function followNow(
  form: HTMLFormElement,
  button: HTMLButtonElement,
  id: string,
  verb: string,
): Promise<void> {
  const next = verb === 'follow' ? 'unfollow' : 'follow'
  const was = form.action
  const show = (shown: string, action: string) => {
    button.textContent = word(shown)
    button.classList.toggle('primary', shown === 'follow')
    form.action = action
  }
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
  show(next, `/accounts/${id}/${next}`)
  try {
    toast(await sendNow(was, body))
  } catch {
    show(verb, was)
    toast(word(navigator.onLine ? 'action_failed' : 'offline'))
  }
}

/** Deleting waits for six seconds in which one tap takes it back; leaving the page carries it out. */
function deleteLater(form: HTMLFormElement, button: HTMLButtonElement): void {
  const card = form.closest<HTMLElement>('.card')
  if (!card) return
  const path = button.getAttribute('formaction')!
  const body = new URLSearchParams([...new FormData(form)].map(([name, value]) => [name, String(value)]))
  let done = false
  const carryOut = () => {
    if (done) return
    done = true
    removeEventListener('pagehide', carryOut)
    document.removeEventListener('turbo:before-visit', carryOut)
    void sendNow(path, body).catch(restore)
  }
  const restore = () => {
    card.hidden = false
    toast(word('action_failed'))
  }
  for (const menu of card.querySelectorAll<HTMLDetailsElement>('details.menu, details.menu-sure'))
    menu.open = false
  card.hidden = true
  addEventListener('pagehide', carryOut)
  document.addEventListener('turbo:before-visit', carryOut)
  toast(word('deleted'), {
    undo: () => {
      done = true
      removeEventListener('pagehide', carryOut)
      document.removeEventListener('turbo:before-visit', carryOut)
      card.hidden = false
    },
    gone: carryOut,
  })
}

/** Favourite, boost, bookmark flip at once; delete can be undone. Everything else is a plain form. */
export function startActions(): void {
  document.addEventListener(
    'submit',
    (event) => {
      const form = event.target as HTMLFormElement
      const button = event.submitter as HTMLButtonElement | null
      const path = button?.getAttribute('formaction') ?? ''
      const person = /\/accounts\/(\d+)\/(follow|unfollow)$/.exec(form.action)
      if (button && person && path === '' && button.textContent?.trim() === word(person[2]!)) {
        event.preventDefault()
        event.stopImmediatePropagation()
        void followNow(form, button, person[1]!, person[2]!)
        return
      }
      if (!button || !/^\/statuses\/\d+\/[a-z]+$/.test(path)) return
      const verb = path.split('/').at(-1)!
      if (opposite[verb] && button.hasAttribute('aria-pressed')) {
        event.preventDefault()
        event.stopImmediatePropagation()
        void act(form, button)
      } else if (verb === 'delete' && form.closest('.card-list, .card:not(.card-focus)')) {
        event.preventDefault()
        event.stopImmediatePropagation()
        deleteLater(form, button)
      }
    },
    true,
  )
}
