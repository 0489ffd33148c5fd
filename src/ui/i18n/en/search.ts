import type { Messages } from '../index.ts'

export const search: Messages = {
  'search.title': 'Search',
  'search.title_for': 'Search for “{query}”',
  'search.label': 'A name, a tag, or the address of a post',
  'search.go': 'Search',
  'search.hint': 'Accents or none, both work: “lan”, “#thoisu”, or paste the address of a post.',
  'search.nothing': 'Nothing found for “{query}”. Try fewer letters, or none of the accents.',
  'search.people': 'People',
  'search.tags': 'Tags',
  'search.posts': 'Posts',
  'search.tag_uses': { one: '{count} post this week', other: '{count} posts this week' },
}
