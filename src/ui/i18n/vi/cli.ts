import type { Messages } from '../index.ts'

/** The operator's command line: npm run xom -- ... */
export const cli: Messages = {
  'cli.account.reset': 'Đã đổi mật khẩu của @{handle}. Mọi phiên đăng nhập cũ đã hết hiệu lực.',
  'cli.account.reset_link': 'Đường dẫn đặt lại mật khẩu, dùng một lần trong một giờ:\n{link}',
  'cli.community.imported':
    'Đã đưa xóm @{handle} về đây: {people} người, {threads} chủ đề, {posts} bài, {files} tệp, {decisions} quyết định cũ.',
  'cli.community.unreadable': 'Không đọc được {detail}.',
  'cli.community.not_one': '{file} không phải là bản lưu của một xóm.',
  'cli.community.newer': '{file} do một Xóm mới hơn làm ra (bản {detail}). Hãy cập nhật rồi thử lại.',
  'cli.community.already': 'Những bài trong {file} đã có ở đây rồi.',
  'cli.community.damaged': '{file} bị hỏng: {detail}. Chưa có gì thay đổi.',
  'cli.site.none': '@{handle} không phải là trang tin.',
  'cli.site.bad_host': '"{host}" không phải là tên miền dùng được.',
  'cli.site.host':
    'Trang @{handle} nay được đọc ở {host}. Nếu máy chủ đang chạy, nó biết trong vòng một phút.',
  'cli.site.no_host': 'Trang @{handle} không còn tên miền riêng.',
  'cli.search.going': 'Đã xem {count} bài...',
  'cli.search.done': 'Chỉ mục tìm kiếm đã đầy đủ: {count} bài.',
  'cli.help': `Cách dùng: npm run xom -- LỆNH [--json]

  account create TÊN --email E --password P [--role admin|moderator]   tạo tài khoản
  account password TÊN [--password P]                                  đặt mật khẩu, hoặc làm đường dẫn đặt lại
  account token TÊN [--scope "read write follow push"]                 in một mã truy cập
  account list                                                         liệt kê tài khoản
  community import TỆP --founder TÊN [--handle TÊN]                    đưa một xóm từ máy chủ khác về
  site host TÊN TÊN_MIỀN                                               cho trang tin một tên miền, không cần chờ kiểm tra; - để bỏ
  backup TỆP [--force]                                                 sao lưu toàn bộ, chạy được khi máy chủ đang chạy
  restore TỆP                                                          phục hồi vào một mạng chưa có ai
  search reindex [--resume]                                            lập lại chỉ mục tìm kiếm; --resume: làm tiếp
  doctor                                                               kiểm tra máy, cấu hình và dữ liệu
  help                                                                 trang này

Dữ liệu nằm ở XOM_DATA (mặc định ./data) hoặc DATABASE_URL.`,
  'cli.unknown_command': 'Không có lệnh "{name}". Xem: npm run xom -- help',
  'cli.bad_arguments': 'Không hiểu tham số: {detail}',
  'cli.missing': 'Thiếu {name}.',
  'cli.bad_role': 'Vai trò phải là admin hoặc moderator, không phải "{role}".',
  'cli.no_account': 'Không có tài khoản "{handle}" trên mạng này.',
  'cli.server_older': 'Máy chủ đang chạy một bản cũ hơn: hãy khởi động lại nó rồi thử lại.',
  'cli.unexpected': 'Lệnh không chạy được vì một lỗi ngoài dự kiến: {detail}',
  'cli.account.created': 'Đã tạo @{handle} ({role}).',
  'cli.account.none': 'Chưa có tài khoản nào.',
  'cli.account.role.user': 'thành viên',
  'cli.account.role.moderator': 'điều hành viên',
  'cli.account.role.admin': 'quản trị viên',
  'cli.account.suspended': 'bị khóa',
  'cli.account.pending': 'chờ duyệt',
  'cli.backup.written':
    'Đã sao lưu {accounts} tài khoản, {statuses} bài viết, {media} tệp vào {file} ({size}).',
  'cli.backup.restored': 'Đã phục hồi {accounts} tài khoản, {statuses} bài viết, {media} tệp.',
  'cli.backup.not_empty': 'Mạng này đã có tài khoản: chỉ phục hồi được vào một thư mục dữ liệu trống.',
  'cli.backup.exists': 'Đã có tệp {file}. Chọn tên khác, hoặc thêm --force để ghi đè.',
  'cli.backup.unreadable': 'Không đọc được tệp sao lưu {file} ({detail}).',
  'cli.backup.unwritable': 'Không ghi được tệp sao lưu {file} ({detail}).',
  'cli.backup.damaged': 'Tệp sao lưu bị hỏng hoặc không đủ ({detail}); không có gì bị thay đổi.',
  'cli.backup.newer':
    'Tệp sao lưu do một bản Xóm mới hơn tạo ra (bản dữ liệu {found}, chương trình này biết tới {known}).',
  'cli.backup.nothing': 'Chưa có dữ liệu nào để sao lưu.',
  'cli.doctor.ok': 'ổn',
  'cli.doctor.warn': 'lưu ý',
  'cli.doctor.fail': 'hỏng',
  'cli.doctor.node': 'Node {version}',
  'cli.doctor.node.old': 'Node {version}; cần 26: chạy qua npm để dùng bản đi kèm.',
  'cli.doctor.folder': 'Thư mục dữ liệu {folder}',
  'cli.doctor.folder.absent': 'Thư mục dữ liệu {folder} chưa có; lần khởi động đầu tiên sẽ tạo.',
  'cli.doctor.folder.unwritable': 'Không ghi được vào thư mục dữ liệu {folder}: hãy sửa quyền.',
  'cli.doctor.folder.open': 'Người dùng khác trên máy đọc được thư mục dữ liệu {folder}: hãy chạy chmod o-r.',
  'cli.doctor.secret': 'Khóa của các bí mật nằm ở {file}',
  'cli.doctor.secret.env': 'Khóa của các bí mật lấy từ XOM_SECRET',
  'cli.doctor.secret.absent': 'Chưa có {file}; lần khởi động tới sẽ tạo.',
  'cli.doctor.secret.open': 'Người dùng khác trên máy này đọc được {file}: hãy chạy chmod 600.',
  'cli.doctor.secret.broken': 'Không đọc được khóa trong {file} ({detail}): hãy lấy lại từ bản sao lưu.',
  'cli.doctor.secret.lost':
    'Thiếu khóa mở bước đăng nhập thứ hai của {count} người: hãy lấy lại secret.key (hoặc XOM_SECRET) từ bản sao lưu.',
  'cli.doctor.disk': 'Ổ đĩa còn trống {free}',
  'cli.doctor.disk.low': 'Ổ đĩa chỉ còn trống {free}: hãy dọn bớt.',
  'cli.doctor.postgres': 'PostgreSQL {version}',
  'cli.doctor.migrations': 'Cơ sở dữ liệu ở bản {version}',
  'cli.doctor.migrations.waiting':
    'Cơ sở dữ liệu ở bản {version}, bản mới nhất là {newest}: hãy khởi động lại máy chủ.',
  'cli.doctor.server': 'Máy chủ đang chạy trên thư mục này.',
  'cli.doctor.server.stopped': 'Máy chủ hiện không chạy trên thư mục này.',
  'cli.doctor.mail': 'Gửi thư qua {server}',
  'cli.doctor.mail.dev': 'Thư được giữ trong hộp thư thử, không gửi đi đâu.',
  'cli.doctor.mail.none':
    'Chưa đặt SMTP_URL: không xác nhận được e-mail và không gửi được thư đặt lại mật khẩu.',
  'cli.doctor.mail.unreachable': 'Không nối được tới máy chủ thư {server} ({detail}): kiểm tra SMTP_URL.',
  'cli.doctor.origin': 'Địa chỉ của mạng: {origin}',
  'cli.doctor.origin.local':
    'Địa chỉ của mạng là {origin}: chỉ máy này dùng được; hãy đặt XOM_ORIGIN=https://...',
  'cli.doctor.origin.insecure':
    'Địa chỉ của mạng là {origin}, không mã hóa: hãy đặt một máy chủ HTTPS phía trước.',
  'cli.doctor.origin.proxy':
    'XOM_ORIGIN dùng HTTPS nhưng XOM_TRUSTED_PROXIES là 0: mọi người sẽ bị tính là cùng một địa chỉ IP. Hãy đặt số máy chủ trung gian.',
  'cli.doctor.ffmpeg': 'ffmpeg {version}',
  'cli.doctor.ffmpeg.none':
    'Không có ffmpeg: phim và âm thanh không có ảnh đại diện (apt-get install ffmpeg).',
  'cli.doctor.jobs': { one: '{count} việc nền đang chờ', other: '{count} việc nền đang chờ' },
  'cli.doctor.jobs.late': '{count} việc nền quá hạn hơn 10 phút: máy chủ có đang chạy không?',
  'cli.doctor.jobs.failed': '{count} việc nền hỏng sau nhiều lần thử: xem nhật ký.',
  'cli.doctor.clock': 'Đồng hồ khớp với cơ sở dữ liệu',
  'cli.doctor.clock.off': 'Đồng hồ lệch {seconds} giây so với cơ sở dữ liệu: hãy bật đồng bộ giờ (NTP).',
}
