// What the start scripts say, before anything is installed: Vietnamese when the shell speaks it, else English.
const locale = process.env.LC_ALL || process.env.LC_MESSAGES || process.env.LANG || ''
const language = locale.toLowerCase().startsWith('vi') ? 'vi' : 'en'

const messages = {
  node_too_old: {
    vi: 'Xóm cần Node 20 trở lên, máy này có {version}.',
    en: 'Xóm needs Node 20 or newer, this machine has {version}.',
  },
  installing: {
    vi: 'Cài các gói đã khóa phiên bản (npm ci), lần đầu mất chừng một phút ...',
    en: 'Installing the locked packages (npm ci), the first time takes about a minute ...',
  },
  install_failed: {
    vi: 'npm ci không chạy được (mã {code}). Kiểm tra mạng và dung lượng đĩa rồi thử lại.',
    en: 'npm ci failed (code {code}). Check the network and the free disk space, then try again.',
  },
  no_npm: {
    vi: 'Không tìm thấy npm. Hãy chạy bằng lệnh npm, ví dụ: npm start',
    en: 'npm was not found. Run this through npm, for example: npm start',
  },
  wrong_node: {
    vi: 'Node 26 đi kèm không chạy được trên máy này ({detail}). Xóm chạy trên Linux x64 và arm64 với glibc.',
    en: 'The bundled Node 26 does not run on this machine ({detail}). Xóm runs on Linux x64 and arm64 with glibc.',
  },
  no_postgres: {
    vi: 'Không có PostgreSQL đi kèm cho {platform}. Hãy đặt DATABASE_URL trỏ tới một máy chủ PostgreSQL 15 trở lên.',
    en: 'No bundled PostgreSQL for {platform}. Set DATABASE_URL to a PostgreSQL server, version 15 or newer.',
  },
  building: { vi: 'Dựng Xóm từ mã nguồn ...', en: 'Building Xóm from source ...' },
  waiting_for_build: {
    vi: 'Chờ một lần cài hoặc dựng khác đang chạy ...',
    en: 'Waiting for another install or build that is running ...',
  },
  build_failed: { vi: 'Dựng không được, xem lỗi ở trên.', en: 'The build failed, see the errors above.' },
  starting: { vi: 'Khởi động Xóm ...', en: 'Starting Xóm ...' },
  rebuilding: { vi: 'Mã nguồn đổi, dựng lại ...', en: 'The source changed, building again ...' },
  installing_chromium: {
    vi: 'Cài trình duyệt Chromium cho các phép thử (apt-get) ...',
    en: 'Installing the Chromium browser for the tests (apt-get) ...',
  },
  no_chromium: {
    vi: 'Các phép thử cần trình duyệt Chromium: hãy chạy "apt-get install chromium" bằng quyền root rồi thử lại.',
    en: 'The tests need the Chromium browser: run "apt-get install chromium" as root, then try again.',
  },
  installing_ffmpeg: {
    vi: 'Cài ffmpeg cho các phép thử phim và âm thanh (apt-get) ...',
    en: 'Installing ffmpeg for the tests of films and sounds (apt-get) ...',
  },
  no_ffmpeg: {
    vi: 'Không có ffmpeg: bỏ qua các phép thử phim và âm thanh ("apt-get install ffmpeg" bằng quyền root để chạy cả chúng).',
    en: 'No ffmpeg: the tests of films and sounds are skipped ("apt-get install ffmpeg" as root to run them too).',
  },
  unknown_tool: { vi: 'Không có công cụ "{name}".', en: 'There is no tool "{name}".' },
}

/** One sentence in the language of the shell; `{name}` is filled from `params`. */
export function message(key, params = {}) {
  return messages[key][language].replace(/\{(\w+)\}/g, (_, name) => String(params[name] ?? ''))
}

/** A line of progress, on standard error so that output meant for programs stays clean. */
export function say(key, params) {
  process.stderr.write(`${message(key, params)}\n`)
}

/** Says the sentence and ends with exit code 1. */
export function fail(key, params) {
  say(key, params)
  process.exit(1)
}
