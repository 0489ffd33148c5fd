/** An http(s) address as it should be kept; null for anything else. Relative ones need their `base`. */
export function webAddress(text: string, base?: string | null): string | null {
  const clean = text.trim()
  if (clean === '' || clean.length > 2000) return null
  try {
    const url = base ? new URL(clean, base) : new URL(clean)
    if (url.protocol !== 'http:' && url.protocol !== 'https:') return null
    if (url.username || url.password) return null
    return url.href
  } catch {
    return null
  }
}

/** Path and query of an old address, as redirects keep it; null for the front page and for no address. */
export function oldPath(address: string | null): string | null {
  const url = address && URL.canParse(address) ? new URL(address) : null
  if (!url) return null
  const path = `${url.pathname}${url.search}`
  return path === '/' || path.length > 500 ? null : path
}

/** `/2015/11/ten-bai.html` -> `ten-bai`. */
export function nameIn(path: string | null): string {
  const last = (path ?? '').split('?')[0]!.split('/').filter(Boolean).at(-1) ?? ''
  try {
    return decodeURIComponent(last).replace(/\.(html?|php|aspx?)$/i, '')
  } catch {
    return ''
  }
}
