import type { Messages } from '../index.ts'

export const notifications: Messages = {
  'notifications.title': 'Thông báo',
  'notifications.tab.all': 'Tất cả',
  'notifications.tab.mentions': 'Nhắc đến bạn',
  'notifications.new': 'Mới:',
  'notifications.clear': 'Xóa tất cả thông báo',
  'notifications.empty':
    'Chưa có thông báo nào. Khi có người thích, trả lời hay theo dõi bạn, bạn sẽ thấy ở đây.',
  'notifications.no_more': 'Không còn thông báo nào.',
  'notifications.others': '{count} người khác',
  'notifications.line.mention': '{people} nhắc đến bạn',
  'notifications.line.reply': '{people} đã trả lời bạn',
  'notifications.line.status': '{people} vừa đăng bài',
  'notifications.line.reblog': '{people} đã chia sẻ bài của bạn',
  'notifications.line.favourite': '{people} đã thích bài của bạn',
  'notifications.line.follow': '{people} đã theo dõi bạn',
  'notifications.line.follow_request': '{people} xin theo dõi bạn',
  'notifications.line.poll': 'Cuộc bình chọn của {people} mà bạn tham gia đã kết thúc',
  'notifications.line.own_poll': 'Cuộc bình chọn của bạn đã kết thúc',
  'notifications.line.update': '{people} đã sửa bài mà bạn chia sẻ',
  'notifications.line.appeal_answer': 'Người điều hành đã viết cho bạn về khiếu nại của bạn',
  'notifications.line.appeal_outcome': 'Khiếu nại của bạn đã có kết quả',
  'notifications.line.report_handled': 'Báo cáo của bạn đã được xem và đã xử lý',
  'notifications.line.report_nothing': 'Báo cáo của bạn đã được xem; không thấy trái nội quy',
  'notifications.line.appeal_message': 'Có người khiếu nại hoặc viết thêm trong khiếu nại',
  'notifications.line.admin.report': '{people} báo cáo một việc cần xem',
  'notifications.line.moderation_warning':
    'Người điều hành đã quyết định về bài viết, tài khoản hoặc xóm của bạn. Xem lý do và khiếu nại',
  'notifications.line.admin.sign_up': '{people} vừa đăng ký',
  'errors.marker_conflict': 'Mốc đã đọc vừa được đổi ở nơi khác. Hãy thử lại.',
  'errors.no_notification_filters': 'Máy chủ này chưa lọc thông báo, nên không lưu được lựa chọn này',
}
