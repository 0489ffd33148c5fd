/** The few sentences that scripts say, written by the server in the reader's language (see page.tsx). */
let words: Record<string, string> | null = null
let of = ''

export function word(key: string, params: Record<string, string | number> = {}): string {
  const source = document.querySelector<HTMLMetaElement>('meta[name="xom-words"]')?.content ?? '{}'
  if (words === null || of !== source) {
    words = JSON.parse(source) as Record<string, string>
    of = source
  }
  return (words[key] ?? key).replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole))
}
