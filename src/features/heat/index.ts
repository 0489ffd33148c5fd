import type { Feature } from '../../feature.ts'

/** heat: how busy tags, links, communities and the network are, against what is usual for the hour. */
export const heat: Feature = { name: 'heat' }
