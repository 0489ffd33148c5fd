import { spawn } from 'node:child_process'
import { readFile, rm } from 'node:fs/promises'
import { z } from 'zod'
import type { Context } from '../../context.ts'
import { createGate } from '../../lib/gate.ts'

/** Thrown when ffmpeg says no to a file: the file's fault, trying again is no use. */
export class Unreadable extends Error {
  constructor(detail: string) {
    super(`ffmpeg: ${detail}`)
    this.name = 'Unreadable'
  }
}

// Transcoding takes a whole core: one at a time.
const atWork = createGate(1)
const longest = 15 * 60_000

interface Ran {
  code: number | null
  out: string
  problem: string
}

function run(command: string, args: string[], timeout: number): Promise<Ran> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], timeout, killSignal: 'SIGKILL' })
    let out = ''
    let problem = ''
    child.stdout.on('data', (chunk: Buffer) => {
      if (out.length < 1_000_000) out += chunk
    })
    child.stderr.on('data', (chunk: Buffer) => {
      problem = `${problem}${chunk}`.slice(-2000)
    })
    child.on('error', reject)
    child.on('close', (code) => resolve({ code, out, problem }))
  })
}

/** Whether this machine has ffmpeg and ffprobe; asked again every ten minutes, so that installing them is enough. */
export async function hasFfmpeg(ctx: Context): Promise<boolean> {
  const known = ctx.cache.lru<string, { there: boolean }>('media-tools', { max: 1, ttl: 600_000 })
  const hit = known.get('ffmpeg')
  if (hit) return hit.there
  const answers = await Promise.all(
    ['ffmpeg', 'ffprobe'].map((tool) => run(tool, ['-version'], 10_000).catch(() => null)),
  )
  const there = answers.every((answer) => answer?.code === 0)
  known.set('ffmpeg', { there })
  return there
}

const Probe = z.object({
  streams: z
    .array(
      z.object({
        codec_type: z.string().optional(),
        codec_name: z.string().optional(),
        pix_fmt: z.string().optional(),
        width: z.number().optional(),
        height: z.number().optional(),
        avg_frame_rate: z.string().optional(),
        channels: z.number().optional(),
        bit_rate: z.string().optional(),
        side_data_list: z.array(z.object({ rotation: z.number().optional() })).optional(),
        disposition: z.object({ attached_pic: z.number().optional() }).optional(),
      }),
    )
    .default([]),
  format: z.object({ duration: z.string().optional(), bit_rate: z.string().optional() }).default({}),
})

export interface Facts {
  /** Seconds. */
  duration: number
  bitrate: number | null
  video: {
    codec: string
    pixels: string
    width: number
    height: number
    frameRate: string
    fps: number
  } | null
  audio: { codec: string; channels: number; bitrate: number | null } | null
}

/** Only the file itself, by the demuxer that its first bytes name: playlists and network addresses are not followed. */
const input = (path: string, demuxer: string): string[] => [
  '-protocol_whitelist',
  'file',
  '-f',
  demuxer,
  '-i',
  path,
]

/** What ffprobe finds in a file. Throws {@link Unreadable}. */
export async function probe(path: string, demuxer: string): Promise<Facts> {
  const args = ['-v', 'error', '-show_streams', '-show_format', '-of', 'json', ...input(path, demuxer)]
  const { code, out, problem } = await run('ffprobe', args, 60_000)
  if (code !== 0) throw new Unreadable(problem)
  const { streams, format } = Probe.parse(JSON.parse(out))
  const video = streams.find((stream) => stream.codec_type === 'video' && !stream.disposition?.attached_pic)
  const audio = streams.find((stream) => stream.codec_type === 'audio')
  const turned =
    Math.abs(video?.side_data_list?.find((side) => side.rotation !== undefined)?.rotation ?? 0) % 180 === 90
  const [width, height] = [video?.width ?? 0, video?.height ?? 0]
  const [over = 0, under = 0] = (video?.avg_frame_rate ?? '').split('/').map(Number)
  return {
    duration: Number(format.duration ?? 0) || 0,
    bitrate: Number(format.bit_rate) || null,
    video:
      video && width > 0 && height > 0
        ? {
            codec: video.codec_name ?? '',
            pixels: video.pix_fmt ?? '',
            width: turned ? height : width,
            height: turned ? width : height,
            frameRate: video.avg_frame_rate ?? '',
            fps: under > 0 ? Math.round(over / under) : 0,
          }
        : null,
    audio: audio
      ? {
          codec: audio.codec_name ?? '',
          channels: audio.channels ?? 0,
          bitrate: Number(audio.bit_rate) || null,
        }
      : null,
  }
}

/** No metadata, no chapters, no subtitle or telemetry tracks: the place of recording lives in these. */
const nothingElse = [
  '-map_metadata',
  '-1',
  '-map_metadata:s',
  '-1',
  '-map_chapters',
  '-1',
  '-dn',
  '-sn',
  '-fflags',
  '+bitexact',
  '-flags:v',
  '+bitexact',
  '-flags:a',
  '+bitexact',
]
const quiet = ['-nostdin', '-v', 'error', '-y', '-threads', '1']

async function convert(args: string[]): Promise<void> {
  const { code, problem } = await atWork(() => run('ffmpeg', [...quiet, ...args], longest))
  if (code !== 0) throw new Unreadable(problem || 'took too long')
}

/** Copied when phones and browsers play it as it is, otherwise made into H.264 and AAC of at most 1920 pixels. */
export async function toMp4(
  path: string,
  demuxer: string,
  facts: Facts,
  target: string,
  silent: boolean,
): Promise<void> {
  const { video, audio } = facts
  const copyVideo =
    video?.codec === 'h264' && video.pixels === 'yuv420p' && video.width * video.height <= 3840 * 2160
  const picture = copyVideo
    ? ['-c:v', 'copy']
    : [
        '-c:v',
        'libx264',
        '-preset',
        'veryfast',
        '-crf',
        '23',
        '-pix_fmt',
        'yuv420p',
        '-threads',
        '1',
        '-vf',
        "scale='min(1920,iw)':'min(1920,ih)':force_original_aspect_ratio=decrease,crop=trunc(iw/2)*2:trunc(ih/2)*2",
        '-fpsmax',
        '60',
      ]
  const sound =
    silent || !audio
      ? ['-an']
      : ['-map', '0:a:0', '-c:a', ...(audio.codec === 'aac' ? ['copy'] : ['aac', '-b:a', '128k', '-ac', '2'])]
  await convert([
    ...input(path, demuxer),
    '-map',
    '0:v:0',
    ...picture,
    ...sound,
    ...nothingElse,
    '-movflags',
    '+faststart',
    '-f',
    'mp4',
    target,
  ])
}

/** Copied without its tags where the format allows it. */
export async function cleanAudio(
  path: string,
  demuxer: string,
  muxer: string,
  target: string,
): Promise<void> {
  await convert([
    ...input(path, demuxer),
    '-map',
    '0:a:0',
    '-c:a',
    'copy',
    '-vn',
    ...nothingElse,
    '-f',
    muxer,
    target,
  ])
}

/** One frame, a second in (or the first of a shorter clip), as PNG. */
export async function posterOf(
  path: string,
  demuxer: string,
  duration: number,
  target: string,
): Promise<Buffer> {
  try {
    const seek = duration > 2 ? ['-ss', '1'] : []
    await convert([
      ...seek,
      ...input(path, demuxer),
      '-frames:v',
      '1',
      '-vf',
      "scale='min(1280,iw)':-2",
      '-f',
      'image2',
      '-c:v',
      'png',
      target,
    ])
    return await readFile(target)
  } finally {
    await rm(target, { force: true })
  }
}
