import type { Messages } from '../index.ts'

/** Where Mastodon's clients match on a text, this is that text. */
export const media: Messages = {
  'fields.file': 'File',
  'fields.thumbnail': 'Thumbnail',
  'fields.description': 'Description',
  'fields.focus': 'Focus',
  'fields.avatar': 'Avatar',
  'fields.header': 'Header',
  'fields.errors.content_type': 'content type is invalid',
  'errors.media_dimensions': '{width}x{height} images are not supported',
  'errors.media_heic':
    'HEIC photos cannot be read here. Send the photo as JPEG: most phones can do this when sharing.',
  'errors.media_needs_ffmpeg':
    'This server has no ffmpeg, so it cannot remove the place of recording from MP4 and MOV files and does not take them. WebM, MP3, OGG, FLAC and WAV files work.',
  'errors.media_too_many': 'Cannot attach more than {limit} files',
  'errors.media_not_found': 'Media {id} not found or already attached to another post',
  'errors.media_not_ready': 'Cannot attach files that have not finished processing. Try again in a moment!',
  'errors.media_failed': 'Error processing thumbnail for uploaded media',
  'errors.media_in_use': 'Media attachment is currently used by a status',
}
