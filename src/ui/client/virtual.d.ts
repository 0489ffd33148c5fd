declare module 'virtual:icons.css'

// Turbo comes without types; this is what we use of it.
declare module '@hotwired/turbo' {
  export function visit(path: string): void
  export const config: { drive: { progressBarDelay: number } }
}
