import type { Messages } from '../index.ts'

export const feeds: Messages = {
  'feeds.of_person': 'Bài viết của {name}',
  'feeds.of_tag': '#{tag}',
  'feeds.of_community': 'Chủ đề mới ở {name}',
  'feeds.post_by': 'Bài của {name}',
}
