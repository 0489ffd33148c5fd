import type { Messages } from '../index.ts'

export const search: Messages = {
  'search.title': 'Tìm kiếm',
  'search.title_for': 'Tìm “{query}”',
  'search.label': 'Tên người, thẻ, hoặc địa chỉ bài viết',
  'search.go': 'Tìm',
  'search.hint': 'Gõ có dấu hay không dấu đều được: “lan”, “#thoisu”, hoặc dán địa chỉ một bài viết.',
  'search.nothing': 'Không tìm thấy gì với “{query}”. Thử ít chữ hơn, hoặc gõ không dấu.',
  'search.people': 'Mọi người',
  'search.tags': 'Thẻ',
  'search.posts': 'Bài viết',
  'search.tag_uses': '{count} bài trong tuần',
}
