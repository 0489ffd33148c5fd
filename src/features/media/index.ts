import type { Feature } from '../../feature.ts'
import { removeFiles, sweep, sweepFiles } from './jobs.ts'
import { processMedia } from './process.ts'
import { mediaRoutes } from './routes.ts'

/**
 * Pictures, videos and sounds. Owns the table `media` and the files in storage. What a file is, its bytes say; it is
 * kept without position, camera or owner. Endpoints: POST /api/v1/media, POST /api/v2/media, GET, PUT and DELETE
 * /api/v1/media/:id; files at /media/<key>. Jobs: media.process (ffmpeg), media.removeFiles, media.sweep,
 * media.sweepFiles.
 */
export const media: Feature = {
  name: 'media',
  routes: mediaRoutes,
  jobs: {
    'media.process': processMedia,
    'media.removeFiles': removeFiles,
    'media.sweep': sweep,
    'media.sweepFiles': sweepFiles,
  },
  cron: [
    { at: '23 * * * *', job: 'media.sweep' },
    { at: '37 20 * * *', job: 'media.sweepFiles' },
  ],
}

export { MediaAttachment } from './api.ts'
export {
  attachMedia,
  describePosted,
  detachMedia,
  discardMedia,
  eraseMedia,
  handOver,
  releaseMedia,
  reserveMedia,
} from './attach.ts'
export type { Crop } from './images.ts'
export { removeFiles } from './jobs.ts'
export { isOurs, typeOfKey } from './keys.ts'
export {
  createMedia,
  DESCRIPTION_LIMIT,
  describeMedia,
  type MediaDetails,
  storeImage,
  storePreview,
} from './media.ts'
export { type Pictures, takePicture } from './picture-form.ts'
export { presentMedia } from './present.ts'
export { signForReader } from './sign.ts'
