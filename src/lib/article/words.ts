/** The few words that a rendered article adds, in the language of the article. */
interface Words {
  photo: string
  footnotes: string
  back: string
  table: string
  gone: string
  picture: string
}

const vi: Words = {
  photo: 'Ảnh: ',
  footnotes: 'Chú thích',
  back: 'Trở lại chỗ đang đọc',
  table: 'Bảng',
  gone: 'Ảnh không còn',
  picture: 'Ảnh',
}

const en: Words = {
  photo: 'Photo: ',
  footnotes: 'Footnotes',
  back: 'Back to the text',
  table: 'Table',
  gone: 'Picture no longer available',
  picture: 'Picture',
}

/** Languages other than Vietnamese have the English words. */
export const wordsOf = (language: string | undefined): Words => (/^vi\b/i.test(language ?? 'vi') ? vi : en)
