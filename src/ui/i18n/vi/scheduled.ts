import type { Messages } from '../index.ts'

/** Posts that wait and drafts. */
export const scheduled: Messages = {
  'scheduled.title': 'Bài hẹn giờ',
  'scheduled.empty': 'Không có bài nào đang chờ. Khi viết bài, bạn có thể chọn giờ đăng.',
  'scheduled.stuck': 'Chưa đăng được:',
  'scheduled.media': '{count} tệp kèm theo',
  'scheduled.time': 'Giờ đăng (giờ Việt Nam)',
  'scheduled.change': 'Đổi giờ',
  'scheduled.delete': 'Xóa bài này',
  'scheduled.changed': 'Đã đổi giờ đăng',
  'scheduled.deleted': 'Đã xóa bài hẹn giờ',
  'drafts.title': 'Bản nháp',
  'drafts.empty': 'Chưa có bản nháp nào.',
  'drafts.no_text': '(chưa có chữ)',
  'drafts.delete': 'Xóa bản nháp',
  'drafts.saved': 'Đã lưu bản nháp',
  'drafts.deleted': 'Đã xóa bản nháp',
  'errors.scheduled_too_soon': 'Giờ đăng phải muộn hơn bây giờ ít nhất 5 phút',
  'errors.scheduled_too_late': 'Giờ đăng không được quá 5 năm nữa',
  'errors.scheduled_invalid': 'Giờ đăng không đúng dạng',
  'errors.scheduled_too_many': 'Bạn đã có {limit} bài hẹn giờ, là mức nhiều nhất',
  'errors.draft_too_large': 'Bản nháp này quá dài để lưu',
  'errors.too_many_drafts': 'Bạn đã có {limit} bản nháp. Hãy xóa bớt rồi lưu lại.',
}
