import type { Messages } from '../index.ts'

/** Lines of the terminal: progress of the start, and why it cannot start. */
export const start: Messages = {
  'start.database': 'Mở cơ sở dữ liệu trong {folder} ...',
  'start.database_url': 'Nối tới cơ sở dữ liệu {where} ...',
  'start.migrated': 'Đã cập nhật cơ sở dữ liệu ({count} bước).',
  'start.demo': 'Tạo khu xóm mẫu ...',
  'start.demo_again': 'Khu xóm mẫu còn dở dang: dựng lại từ đầu ...',
  'start.demo_unfinished':
    'Khu xóm mẫu trong {folder} còn dở dang: chạy "npm start -- --demo" để dựng lại từ đầu, hoặc dùng một thư mục dữ liệu trống (XOM_DATA).',
  'start.demo_made': 'Xóm mẫu đã xong: {people} người, {posts} bài viết.',
  'start.demo_sign_in': 'Đăng nhập thử: {handle}, mật khẩu {password} (chỉ hiện lần này)',
  'start.demo_skipped': 'Thư mục này đã có tài khoản: không tạo khu xóm mẫu.',
  'start.secrets_lost':
    '{count} người không dùng được bước đăng nhập thứ hai vì thiếu khóa. Hãy lấy lại secret.key (hoặc XOM_SECRET) từ bản sao lưu.',
  'start.serving': 'Xóm đang chạy tại {origin}',
  'start.working': 'Đang xử lý việc nền.',
  'start.setup_link': 'Mở liên kết này một lần để đặt tên mạng và lập quản trị viên đầu tiên:\n  {link}',
  'start.setup_cli':
    'Chưa có quản trị viên. Hãy tạo bằng: npm run xom -- account create TÊN --email E --password P --role admin',
  'start.stopping': 'Đang dừng: hoàn tất những việc dở dang ...',
  'start.stopped': 'Đã dừng.',
  'start.bad_arguments': 'Không hiểu tham số: {detail}. Có thể dùng --demo, --skip-wizard, --dev.',
  'start.unexpected': 'Không khởi động được vì một lỗi ngoài dự kiến: {detail}',
  'start.data_dir_unusable': 'Không đọc hoặc ghi được thư mục dữ liệu {folder} ({detail}).',
  'start.database_unreachable': 'Không nối được tới cơ sở dữ liệu {where} ({detail}).',
  'start.database_refused': 'Cơ sở dữ liệu {where} từ chối kết nối: {detail}.',
  'start.database_too_old': 'Cơ sở dữ liệu {where} là PostgreSQL {found}; Xóm cần bản 15 trở lên.',
  'start.disk_full': 'Ổ đĩa chứa {folder} đã đầy: hãy dọn chỗ (ít nhất 300 MB) rồi chạy lại.',
  'start.folder_in_use': 'Một Xóm khác đang dùng thư mục dữ liệu {folder}.',
  'start.folder_newer':
    'Dữ liệu này do một bản Xóm mới hơn tạo ra (bản dữ liệu {found}, chương trình này biết tới {known}): hãy chạy bản Xóm mới hơn.',
  'start.folder_other_postgres': 'Thư mục dữ liệu là của PostgreSQL {found}, bản đi kèm là {known}.',
  'start.no_postgres_binaries':
    'Không có PostgreSQL đi kèm cho {platform}: hãy đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên.',
  'start.port_forbidden': 'Không có quyền mở cổng {port}: hãy đặt PORT từ 1024 trở lên.',
  'start.port_taken': 'Cổng {port} đã có chương trình khác dùng: hãy đặt PORT khác.',
  'start.host_unknown': 'Máy này không có địa chỉ {host} (HOST).',
  'start.postgres_failed': 'PostgreSQL không khởi động được trong {folder}: {detail}',
  'start.root_refused':
    'PostgreSQL không chạy bằng quyền root, và không chuyển sang được người dùng {user}: hãy chạy Xóm bằng người dùng thường hoặc đặt XOM_PG_USER.',
  'start.user_unknown':
    'Số người dùng {uid} không có tên trong /etc/passwd nên PostgreSQL không tạo được dữ liệu: hãy thêm một dòng cho số này hoặc đặt DATABASE_URL.',
  'start.wrong_config': 'Cấu hình sai: {detail}',
}
