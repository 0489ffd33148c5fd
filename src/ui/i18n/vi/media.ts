import type { Messages } from '../index.ts'

export const media: Messages = {
  'fields.file': 'Tệp',
  'fields.thumbnail': 'Ảnh thu nhỏ',
  'fields.description': 'Mô tả',
  'fields.focus': 'Điểm chính',
  'fields.avatar': 'Ảnh đại diện',
  'fields.header': 'Ảnh bìa',
  'fields.errors.content_type': 'không phải loại tệp được nhận',
  'errors.media_dimensions': 'Ảnh cỡ {width}x{height} lớn quá, không nhận được',
  'errors.media_heic':
    'Ở đây chưa đọc được ảnh HEIC. Hãy gửi ảnh dạng JPEG: phần lớn điện thoại làm được việc này khi chia sẻ ảnh.',
  'errors.media_needs_ffmpeg':
    'Máy chủ chưa cài ffmpeg nên không xóa được nơi quay khỏi tệp MP4 và MOV, vì vậy không nhận các tệp này. Bạn có thể gửi WebM, MP3, OGG, FLAC hoặc WAV.',
  'errors.media_too_many': 'Mỗi bài chỉ gắn được nhiều nhất {limit} tệp',
  'errors.media_not_found': 'Không có tệp {id}, hoặc tệp đã gắn vào bài khác',
  'errors.media_not_ready': 'Có tệp đang được xử lý. Bạn chờ một chút rồi thử lại nhé.',
  'errors.media_failed': 'Không xử lý được tệp đã gửi lên',
  'errors.media_in_use': 'Tệp đang được dùng trong một bài viết',
}
