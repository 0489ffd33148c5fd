import type { Messages } from '../index.ts'

export const briefings: Messages = {
  'briefings.title': 'Giao ban',
  'briefings.number': 'Kỳ {number}',
  'briefings.nth': '{name}, kỳ {number}',
  'briefings.no_time': 'Chưa định ngày giờ',
  'briefings.states': 'Tiến trình',
  'briefings.state.call': 'Nhận câu hỏi',
  'briefings.state.agenda': 'Chốt chương trình',
  'briefings.state.session': 'Đang họp',
  'briefings.state.draft': 'Dự thảo biên bản',
  'briefings.state.published': 'Đã công bố',
  'briefings.state.follow_up': 'Theo dõi thực hiện',
  'briefings.live_now': 'Đang họp: xem trực tiếp',
  'briefings.tab.overview': 'Tổng quan',
  'briefings.tab.agenda': 'Chương trình',
  'briefings.tab.questions': 'Câu hỏi',
  'briefings.tab.report': 'Số liệu',
  'briefings.tab.minutes': 'Biên bản',
  'briefings.tab.outcomes': 'Kết luận',
  'briefings.tab.participants': 'Thành phần',
}
