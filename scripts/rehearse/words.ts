/** What a rehearsal says, in both languages; {0} and so on are filled in. */
export const languages = ['vi', 'en'] as const
export type Language = (typeof languages)[number]

const vi = {
  heat_before: 'Độ nóng lúc đầu: {0} ({1})',
  came: '{0} người đến',
  posts: '{0} bài được nhận, {1} bị từ chối',
  heat: 'Độ nóng: {0} ({1}, vì {2})',
  rises: 'Độ nóng tăng',
  driven: 'Đúng điều làm nóng',
  taken: 'Biện pháp bắt đầu',
  banner: 'Có dòng báo trên mọi trang',
  bites: 'Biện pháp có tác dụng',
  refused: '{0} trên {1} bài bị từ chối',
  labelled: 'Bài được ghi là đang kiểm chứng',
  pinned: 'Nguồn tin được ghim',
  ends: 'Tự hết đúng giờ',
  no_banner: 'không còn dòng báo',
  after: 'Một bài sau khi hết: {0}',
  nobody: 'Nhật ký ghi là không ai kết thúc sớm',
  review: 'Bản nhìn lại có đủ số liệu',
  signed_up: 'Bản nhìn lại thấy người mới đến',
  numbers: 'Số liệu của bản nhìn lại',
  before: 'trước',
  during: 'trong lúc',
  later: 'sau',
  row_heat: 'độ nóng',
  row_refused: 'bị từ chối',
  row_posts: 'bài',
  row_replies: 'trả lời',
  row_boosts: 'chia sẻ',
  row_reports: 'báo cáo',
  row_sign_ups: 'đăng ký',
  row_views: 'lượt xem',
  ok: 'ĐẠT ',
  fail: 'HỎNG',
  held: '{0} trên {1} điều đạt',
}

export type Word = keyof typeof vi

const en: Record<Word, string> = {
  heat_before: 'Heat before: {0} ({1})',
  came: '{0} people came',
  posts: '{0} posts, {1} refused',
  heat: 'Heat: {0} ({1}, by {2})',
  rises: 'the gauge rises',
  driven: 'the right act drives it',
  taken: 'a measure is taken',
  banner: 'the banner shows',
  bites: 'the measure bites',
  refused: '{0} of {1} posts refused',
  labelled: 'a post says that it is being verified',
  pinned: 'a source is pinned',
  ends: 'the end comes by itself',
  no_banner: 'no banner',
  after: 'A post after the end: {0}',
  nobody: 'the log says that nobody ended it',
  review: 'the review has the numbers',
  signed_up: 'the review shows the sign-ups',
  numbers: 'Numbers of the review',
  before: 'before',
  during: 'during',
  later: 'after',
  row_heat: 'heat',
  row_refused: 'refused',
  row_posts: 'posts',
  row_replies: 'replies',
  row_boosts: 'boosts',
  row_reports: 'reports',
  row_sign_ups: 'sign-ups',
  row_views: 'views',
  ok: 'ok  ',
  fail: 'FAIL',
  held: '{0} of {1} held',
}

export type Tell = (word: Word, ...values: (string | number)[]) => string

export const tellIn =
  (language: Language): Tell =>
  (word, ...values) =>
    (language === 'vi' ? vi : en)[word].replace(/\{(\d)\}/g, (_, at: string) => String(values[Number(at)]))

type Counts = Record<string, number | null> | undefined
const acts = ['posts', 'replies', 'boosts', 'reports', 'sign_ups', 'views'] as const
export type Act = (typeof acts)[number]

/** A review's numbers as a table of a few lines. */
export function reviewTable(numbers: Record<string, unknown>, tell: Tell): string {
  const spans = (['before', 'during', 'after'] as const).filter((span) => numbers[span] !== undefined)
  const cell = (value: unknown) => (value === null ? '<5' : value === undefined ? '' : String(value))
  const gauge = { before: 'gauge_at_begin', during: 'gauge_at_end', after: 'gauge_after' }
  const rows = [
    ['', ...spans.map((span) => tell(span === 'after' ? 'later' : span))],
    ...acts.map((act) => [
      tell(`row_${act}`),
      ...spans.map((span) => cell((numbers[span] as Counts)?.[act])),
    ]),
    [
      tell('row_heat'),
      ...spans.map((span) => cell((numbers[gauge[span]] as { heat?: number } | undefined)?.heat)),
    ],
    [tell('row_refused'), ...spans.map((span) => (span === 'during' ? cell(numbers['refused']) : ''))],
  ]
  const [first, rest] = [12, 11]
  return rows
    .map(([name, ...cells]) =>
      `  ${name!.padEnd(first)}${cells.map((one) => one.padStart(rest)).join('')}`.trimEnd(),
    )
    .join('\n')
}
