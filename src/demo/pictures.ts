/** Paints the sample pictures to files that go through the same door as anybody's uploads. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import sharp from 'sharp'
import { avatarSvg } from './avatars.ts'
import { seeded } from './random.ts'
import { sceneSvg, scenes } from './scenes/index.ts'

/** Film grain, one tile for all scenes: grey values around the middle. */
function grain(): Promise<Buffer> {
  const r = seeded(2511)
  const side = 300
  const pixels = Buffer.from(
    Uint8Array.from({ length: side * side }, () => 128 + (r.next() + r.next() - 1) * 46),
  )
  return sharp(pixels, { raw: { width: side, height: side, channels: 1 } })
    .png()
    .toBuffer()
}

/** A JPEG of 1200 by 900 for every scene, one at a time in turn; answers bytes by name. */
export async function paintScenes(): Promise<Map<string, Buffer>> {
  const tile = await grain()
  const painted = new Map<string, Buffer>()
  const paint = async (name: string) => {
    const bytes = await sharp(Buffer.from(sceneSvg(name)))
      .removeAlpha()
      .composite([{ input: tile, tile: true, blend: 'soft-light' }])
      .jpeg({ quality: 84 })
      .toBuffer()
    painted.set(name, bytes)
  }
  const waiting = Object.keys(scenes)
  const work = async () => {
    for (let name = waiting.pop(); name; name = waiting.pop()) await paint(name)
  }
  await Promise.all([work(), work()])
  return painted
}

/** A PNG of 400 by 400. */
export const paintAvatar = (what: string, seed: string): Promise<Buffer> =>
  sharp(Buffer.from(avatarSvg(what, seed)))
    .png()
    .toBuffer()

/** Runs `work` with a way to put bytes into files that disappear afterwards. */
export async function withFiles<T>(
  work: (file: (name: string, bytes: Buffer) => Promise<string>) => Promise<T>,
) {
  const folder = await mkdtemp(join(tmpdir(), 'xom-demo-'))
  try {
    return await work(async (name, bytes) => {
      const path = join(folder, name)
      await writeFile(path, bytes)
      return path
    })
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}
