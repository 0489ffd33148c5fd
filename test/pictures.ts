import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'

/** Real files for tests, made on the spot. */

/** A JPEG with the position of Hồ Gươm, a camera, an owner and an orientation in its EXIF. */
export function photo(width = 1200, height = 800, orientation = 1): Promise<Buffer> {
  return gradient(width, height)
    .withExif({
      IFD0: { Make: 'Hòa', Model: 'Máy ảnh của Lan', Artist: 'Lan', Orientation: String(orientation) },
      IFD3: {
        GPSLatitudeRef: 'N',
        GPSLatitude: '21/1 1/1 42/1',
        GPSLongitudeRef: 'E',
        GPSLongitude: '105/1 51/1 8/1',
      },
    })
    .withMetadata({ orientation })
    .jpeg()
    .toBuffer()
}

/** A picture whose left is red and whose right is blue, brighter towards the top. */
export function gradient(width: number, height: number) {
  const pixels = Buffer.alloc(width * height * 3)
  for (let y = 0; y < height; y += 1) {
    for (let x = 0; x < width; x += 1) {
      const light = 255 - Math.floor((y / height) * 128)
      const at = (y * width + x) * 3
      if (x < width / 2) pixels[at] = light
      else pixels[at + 2] = light
    }
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } })
}

/** A GIF of `frames` frames. */
export function animation(frames = 3, size = 40): Promise<Buffer> {
  const pixels = Buffer.alloc(size * size * frames * 3)
  for (let frame = 0; frame < frames; frame += 1) {
    pixels.fill(40 + frame * 60, frame * size * size * 3, (frame + 1) * size * size * 3)
  }
  return sharp(pixels, { raw: { width: size, height: size * frames, channels: 3, pageHeight: size } })
    .gif({ loop: 0, delay: Array(frames).fill(100) })
    .toBuffer()
}

/** A few hundred bytes that claim to be a picture of `width` by `height`: a decompression bomb. */
export function bomb(width = 50_000, height = 50_000): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 2, 0, 0, 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.alloc(1_000_000))),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

function chunk(name: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(name, 'latin1'), data])
  const whole = Buffer.alloc(body.length + 8)
  whole.writeUInt32BE(data.length, 0)
  body.copy(whole, 4)
  whole.writeUInt32BE(crc32(body), body.length + 4)
  return whole
}

/** A form with one file, as a browser or a client sends it. */
export function formWith(
  field: string,
  data: Uint8Array,
  name = 'anh.jpg',
  more: Record<string, string> = {},
  type = 'image/jpeg',
): FormData {
  const form = new FormData()
  for (const [key, value] of Object.entries(more)) form.set(key, value)
  form.append(field, new File([new Uint8Array(data)], name, { type }))
  return form
}
