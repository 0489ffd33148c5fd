import type { Messages } from '../index.ts'

export const feeds: Messages = {
  'feeds.of_person': 'Posts by {name}',
  'feeds.of_tag': '#{tag}',
  'feeds.of_community': 'New threads in {name}',
  'feeds.post_by': 'A post by {name}',
}
