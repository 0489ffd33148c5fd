import { word } from './words.ts'

function shelf(): HTMLElement {
  let found = document.querySelector<HTMLElement>('.toasts')
  if (!found) {
    found = document.createElement('div')
    found.className = 'toasts'
    found.setAttribute('role', 'status')
    document.body.append(found)
  }
  return found
}

/** A sentence that goes away by itself; with `undo` it stays 6 seconds and offers a way back. */
export function toast(
  text: string,
  options: { undo?: () => void; gone?: () => void; ms?: number } = {},
): void {
  const box = document.createElement('div')
  box.className = 'toast'
  box.append(text)
  let timer = 0
  const close = () => {
    clearTimeout(timer)
    box.remove()
  }
  if (options.undo) {
    const button = document.createElement('button')
    button.type = 'button'
    button.textContent = word('undo')
    button.addEventListener('click', () => {
      close()
      options.undo?.()
    })
    box.append(button)
  }
  shelf().append(box)
  timer = window.setTimeout(() => {
    close()
    options.gone?.()
  }, options.ms ?? 6000)
}
