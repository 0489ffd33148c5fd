/** Real-looking Vietnamese posts for the bench, made from parts by a seeded generator: the same text on every machine. */
const openers = [
  'Sáng nay',
  'Chiều qua',
  'Cả nhà ơi,',
  'Xin hỏi bà con,',
  'Đầu tuần',
  'Hôm nay trời mưa,',
  'Nghe nói',
  'Mọi người cho mình hỏi,',
  'Tối nay',
  'Nhân tiện',
]
const subjects = [
  'chợ đầu ngõ',
  'đường Nguyễn Trãi',
  'lớp học vẽ của các cháu',
  'quán phở cô Hạnh',
  'tổ dân phố số 7',
  'sân bóng sau trường',
  'bác bảo vệ',
  'nhà văn hóa phường',
  'hội cây cảnh',
  'bến xe buýt',
]
const verbs = [
  'mở cửa sớm hơn mọi khi',
  'đang sửa lại vỉa hè',
  'cần thêm vài người giúp một tay',
  'vừa thông báo lịch mới',
  'bị mất điện từ trưa',
  'có đợt tiêm phòng miễn phí',
  'dời sang sáng thứ Bảy',
  'đông vui quá',
  'được dọn sạch sẽ',
  'đổi số điện thoại liên hệ',
]
const closers = [
  'Ai biết thêm thì nhắn giúp nhé!',
  'Cảm ơn mọi người nhiều.',
  'Nhớ mang theo ô kẻo ướt.',
  'Đi qua thì nhẹ tay giùm.',
  'Thông tin này đã được kiểm chứng với tổ trưởng.',
  'Mình để ảnh ở bình luận.',
  'Hẹn gặp cả xóm tối nay.',
  'Giá vẫn như cũ, 35.000đ một bát.',
]
const tags = ['ThờiSự', 'chợ', 'hỏi_đáp', 'cảnhbáo', 'ẩmthực', 'giaothông', 'trẻem', 'sáchcũ']

/** Park-Miller: small, seeded, good enough to choose words. */
export function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state * 48271) % 2147483647
    return state / 2147483647
  }
}

export function corpus(size: number): { text: string; tag: string | null }[] {
  const random = generator(2015)
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return Array.from({ length: size }, () => {
    const sentences = 1 + Math.floor(random() * 4)
    const body = Array.from(
      { length: sentences },
      () => `${pick(openers)} ${pick(subjects)} ${pick(verbs)}.`,
    ).join(' ')
    const tag = random() < 0.3 ? pick(tags) : null
    return { text: `${body} ${pick(closers)}${tag ? ` #${tag}` : ''}`, tag }
  })
}

/**
 * A chain of real syllable pairs, read out of our own Vietnamese texts: what follows what, as often as it does there.
 * Words made from it are as common and as rare as in real prose, and so are pairs of words.
 */
export function chain(texts: string[], random: () => number) {
  const next = new Map<string, string[]>()
  const starts: string[] = []
  for (const text of texts) {
    const words = text.match(/[\p{L}\p{M}]+/gu) ?? []
    if (words.length < 4) continue
    starts.push(words[0]!)
    for (let i = 0; i + 1 < words.length; i++) {
      const list = next.get(words[i]!) ?? []
      list.push(words[i + 1]!)
      next.set(words[i]!, list)
    }
  }
  const all = [...next.keys()]
  const pick = <T>(list: readonly T[]): T => list[Math.floor(random() * list.length)]!
  return (words: number): string => {
    const made = [pick(starts)]
    while (made.length < words) {
      // Now and then a new thought: names and things that nobody wrote of before.
      const after = random() < 0.06 ? null : next.get(made.at(-1)!)
      made.push(after ? pick(after) : pick(all))
    }
    return made.map((word, i) => (i > 0 && i % 11 === 0 ? `${word}.` : word)).join(' ')
  }
}
