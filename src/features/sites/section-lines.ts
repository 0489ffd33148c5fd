import type { SiteView } from './present.ts'

/** Sections as lines of a form: `Thời sự | what it is about`. */
export const sectionLines = ({ site }: SiteView): string =>
  (site.sections ?? [])
    .map(({ name, description }) => (description ? `${name} | ${description}` : name))
    .join('\n')

/** A line is a section; one whose name was there keeps its articles, and so does the one in its place when it is renamed. */
export function readSections(site: SiteView, lines: string) {
  const known = site.site.sections ?? []
  const given = lines
    .split('\n')
    .map((line) => line.split('|'))
    .map(([name = '', ...rest]) => ({ name: name.trim(), description: rest.join('|').trim() }))
    .filter(({ name }) => name !== '')
  const taken = new Set<string>()
  const same = given.map(({ name }) => {
    const found = known.find((one) => one.name === name && !taken.has(one.id))
    if (found) taken.add(found.id)
    return found?.id ?? null
  })
  return given.map((one, at) => {
    const there = known[at]
    const renamed = same[at] === null && given.length === known.length && there && !taken.has(there.id)
    return { ...one, id: same[at] ?? (renamed ? there.id : null) }
  })
}
