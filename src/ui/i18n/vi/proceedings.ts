import type { Messages } from '../index.ts'

export const proceedings: Messages = {
  'proceedings.title': 'Trực tiếp và công bố',
  'proceedings.live.title': 'Trực tiếp',
  'proceedings.live.agenda': 'Chương trình',
  'proceedings.live.questions': 'Câu hỏi và ý kiến',
  'proceedings.live.minutes': 'Biên bản',
  'proceedings.live.no_questions': 'Chưa có câu hỏi nào.',
  'proceedings.live.no_minutes': 'Chưa ghi gì.',
  'proceedings.live.votes': '{agree} đồng ý · {disagree} không đồng ý · {pass} bỏ qua',
  'proceedings.live.answered': 'đã trả lời',
  'proceedings.live.lost': 'Mất kết nối, đang thử lại…',
  'proceedings.live.reload': 'Tải lại để xem điều mới',
  'proceedings.live.ask': 'Đặt câu hỏi',
  'proceedings.live.vote': 'Bày tỏ ý kiến',
  'proceedings.live.wall': 'Màn hình lớn',
}
