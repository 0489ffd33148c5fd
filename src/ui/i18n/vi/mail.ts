import type { Messages } from '../index.ts'

/** Letters; see features/auth/mail.ts. */
export const mail: Messages = {
  'mail.footer': '{network} · {origin}',
  'mail.confirm.subject': 'Xác nhận e-mail của bạn ở {network}',
  'mail.confirm.body':
    'Chào @{handle},\n\nMở đường dẫn này để xác nhận địa chỉ e-mail và vào {network}:\n{link}\n\nĐường dẫn dùng được trong ba ngày. Nếu bạn không đăng ký, cứ bỏ qua thư này.',
  'mail.email_change.subject': 'Xác nhận địa chỉ mới ở {network}',
  'mail.email_change.body':
    'Chào @{handle},\n\nMở đường dẫn này để dùng {email} cho tài khoản của bạn:\n{link}\n\nĐường dẫn dùng được trong một ngày.',
  'mail.email_changed.subject': 'Có yêu cầu đổi e-mail của bạn ở {network}',
  'mail.email_changed.body':
    'Chào @{handle},\n\nTài khoản của bạn vừa được yêu cầu đổi sang địa chỉ {email}. Nếu không phải bạn, hãy đổi mật khẩu ngay: {origin}/settings/account',
  'mail.reset.subject': 'Đặt lại mật khẩu ở {network}',
  'mail.reset.body':
    'Chào @{handle},\n\nMở đường dẫn này để đặt mật khẩu mới:\n{link}\n\nĐường dẫn dùng được trong một giờ. Nếu bạn không yêu cầu, cứ bỏ qua thư này: mật khẩu cũ vẫn giữ nguyên.',
  'mail.password_changed.subject': 'Mật khẩu của bạn ở {network} đã đổi',
  'mail.password_changed.body':
    'Chào @{handle},\n\nMật khẩu tài khoản của bạn vừa được đổi. Nếu không phải bạn, hãy đặt lại ngay: {origin}/reset',
  'mail.approved.subject': 'Chào mừng bạn đến với {network}',
  'mail.approved.body': 'Chào @{handle},\n\nTài khoản của bạn đã được duyệt. Mời bạn vào:\n{link}',
  'mail.rejected.subject': 'Về đơn tham gia {network} của bạn',
  'mail.rejected.body':
    'Chào @{handle},\n\nRất tiếc, quản trị viên đã không nhận đơn của bạn. Thông tin bạn để lại sẽ được xóa.',
  'mail.decision.subject': 'Về tài khoản của bạn ở {network}: lý do xử lý',
  'mail.decision.body':
    'Chào @{handle},\n\nNgười điều hành đã quyết định: {measure}. Lý do, điều nội quy, thời hạn và nút khiếu nại ở đây (mở được cả khi bạn không đăng nhập được):\n{link}\n\nĐường dẫn này là của riêng bạn, đừng chuyển cho ai.',
  'mail.appeal_answer.subject': 'Người điều hành viết cho bạn về khiếu nại ở {network}',
  'mail.appeal_answer.body':
    'Chào @{handle},\n\nNgười điều hành đã viết cho bạn trong phần khiếu nại. Đọc và trả lời ở đây:\n{link}\n\nNếu không đăng nhập được, hãy mở đường dẫn trong thư báo lý do xử lý: đó cũng là trang này.',
  'mail.appeal_outcome.subject': 'Kết quả khiếu nại của bạn ở {network}',
  'mail.appeal_outcome.body':
    'Chào @{handle},\n\nKhiếu nại của bạn đã được xét: {outcome} Lý do ở đây:\n{link}\n\nNếu không đăng nhập được, hãy mở đường dẫn trong thư báo lý do xử lý: đó cũng là trang này.',
  'mail.room_decision.subject': 'Về xóm @{room} ở {network}: lý do xử lý',
  'mail.room_decision.body':
    'Chào @{handle},\n\nNgười điều hành mạng đã quyết định về xóm @{room}: {measure}. Lý do, điều nội quy, thời hạn và nút khiếu nại ở đây:\n{link}\n\nĐường dẫn này chỉ dành cho những người trông nom xóm, đừng chuyển cho ai.',
  'mail.deletion.subject': 'Tài khoản của bạn ở {network} sẽ bị xóa',
  'mail.deletion.body':
    'Chào @{handle},\n\nTheo yêu cầu của bạn, tài khoản đã được ẩn và sẽ bị xóa hẳn vào ngày {date}. Muốn giữ lại, chỉ cần đăng nhập trước ngày đó:\n{link}',
}
