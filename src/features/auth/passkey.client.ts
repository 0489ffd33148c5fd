import { browserSupportsWebAuthn, startAuthentication, startRegistration } from '@simplewebauthn/browser'

/**
 * <passkey-button data-mode="get|create" data-options data-verify>: asks our server for a challenge, the browser for
 * a passkey, and goes where the server's answer says. Hidden where the browser has no passkeys or scripts are off.
 */
class PasskeyButton extends HTMLElement {
  connectedCallback(): void {
    if (!browserSupportsWebAuthn()) return
    this.hidden = false
    const button = this.querySelector<HTMLButtonElement>('button')
    button?.addEventListener('click', () => void this.run(button))
  }

  private input(name: string): string {
    return this.querySelector<HTMLInputElement>(`input[name="${name}"]`)?.value ?? ''
  }

  private async post(path: string, body: object): Promise<any> {
    const response = await fetch(path, {
      method: 'POST',
      credentials: 'same-origin',
      headers: { 'Content-Type': 'application/json', Accept: 'application/json' },
      body: JSON.stringify(body),
    })
    const answer = await response.json().catch(() => ({}))
    if (!response.ok) throw new Told(answer.error ?? '')
    return answer
  }

  private async run(button: HTMLButtonElement): Promise<void> {
    const alert = this.querySelector<HTMLElement>('[role=alert]')
    if (alert) alert.hidden = true
    button.disabled = true
    try {
      const { mode, options, verify, next } = this.dataset
      const optionsJSON = await this.post(options!, { password: this.input('passkey_password') })
      const response =
        mode === 'create'
          ? await startRegistration({ optionsJSON })
          : await startAuthentication({ optionsJSON })
      const body = { response, name: this.input('passkey_name'), next }
      const { location } = await this.post(verify!, body)
      window.location.assign(location)
    } catch (error) {
      // Closing the browser's own dialogue is an answer too and needs no message.
      if (alert && !(error instanceof Error && error.name === 'NotAllowedError')) {
        alert.textContent =
          error instanceof Told && error.message ? error.message : (alert.dataset['text'] ?? '')
        alert.hidden = false
      }
    } finally {
      button.disabled = false
    }
  }
}

/** An error whose message the server wrote for people. */
class Told extends Error {}

if (!customElements.get('passkey-button')) customElements.define('passkey-button', PasskeyButton)
