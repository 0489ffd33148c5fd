import { type Random, seeded, seedOf } from '../random.ts'
import { glow, H, rect, W } from './brush.ts'
import { indoors } from './indoors.ts'
import { outdoors } from './outdoors.ts'
import { rooms } from './rooms.ts'
import { yards } from './yards.ts'

/** A picture painted by code, and the words for those who cannot see it. */
export interface Scene {
  alt: string
  /** SVG for a canvas of 1200 by 900. */
  draw(r: Random): string
}

export const scenes: Record<string, Scene> = { ...outdoors, ...yards, ...indoors, ...rooms }

/** The whole SVG document of a scene, under one warm light. Throws for a name that is not painted. */
export function sceneSvg(name: string): string {
  const scene = scenes[name]
  if (!scene) throw new Error(`no scene called "${name}"`)
  const light = glow(380, 220, 900, '#fff1cf', 0.22) + rect(0, 0, W, H, '#6a3a1c', 'opacity="0.05"')
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${W}" height="${H}" viewBox="0 0 ${W} ${H}">${scene.draw(seeded(seedOf(name)))}${light}</svg>`
}
