/** The brushes that the scenes are painted with: each answers SVG for a canvas of 1200 by 900. */
import type { Random } from '../random.ts'

export const W = 1200
export const H = 900
const n = (value: number) => Math.round(value * 10) / 10

export const rect = (x: number, y: number, w: number, h: number, fill: string, more = '') =>
  `<rect x="${n(x)}" y="${n(y)}" width="${n(w)}" height="${n(h)}" fill="${fill}" ${more}/>`
export const oval = (x: number, y: number, rx: number, ry: number, fill: string, more = '') =>
  `<ellipse cx="${n(x)}" cy="${n(y)}" rx="${n(rx)}" ry="${n(ry)}" fill="${fill}" ${more}/>`
export const dot = (x: number, y: number, r: number, fill: string, more = '') => oval(x, y, r, r, fill, more)
export const path = (d: string, fill: string, more = '') => `<path d="${d}" fill="${fill}" ${more}/>`
export const stroke = (d: string, color: string, width: number, more = '') =>
  `<path d="${d}" fill="none" stroke="${color}" stroke-width="${width}" stroke-linecap="round" stroke-linejoin="round" ${more}/>`
export const poly = (points: string, fill: string, more = '') =>
  `<polygon points="${points}" fill="${fill}" ${more}/>`
/** A group moved to (x, y) and scaled: things are drawn around 0,0 at about 100 units. */
export const at = (x: number, y: number, scale: number, body: string, turn = 0) =>
  `<g transform="translate(${n(x)} ${n(y)}) rotate(${turn}) scale(${scale})">${body}</g>`
export const times = (count: number, draw: (i: number) => string) =>
  Array.from({ length: count }, (_, i) => draw(i)).join('')

let gradients = 0
/** The whole canvas from one colour above to another below (`to`: where it ends). */
export function sky(top: string, bottom: string, to = H): string {
  gradients += 1
  const id = `g${gradients}`
  return `<defs><linearGradient id="${id}" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="${top}"/><stop offset="1" stop-color="${bottom}"/></linearGradient></defs>${rect(0, 0, W, to, `url(#${id})`)}`
}
/** A soft light. */
export function glow(x: number, y: number, r: number, color: string, strength = 0.8): string {
  gradients += 1
  const id = `r${gradients}`
  return `<defs><radialGradient id="${id}"><stop offset="0" stop-color="${color}" stop-opacity="${strength}"/><stop offset="1" stop-color="${color}" stop-opacity="0"/></radialGradient></defs>${dot(x, y, r, `url(#${id})`)}`
}
export const sun = (x: number, y: number, r: number, color: string) =>
  glow(x, y, r * 4, color, 0.7) + dot(x, y, r, color)

export function hills(y: number, height: number, color: string, r: Random): string {
  const steps = 8
  let d = `M0 ${y}`
  for (let i = 1; i <= steps; i += 1) {
    const x = (W / steps) * i
    d += ` Q${n(x - W / steps / 2)} ${n(y - r.between(0, height))} ${n(x)} ${n(y - r.between(-height / 4, height / 4))}`
  }
  return path(`${d} L${W} ${H} L0 ${H} Z`, color)
}

export function leaves(
  x: number,
  y: number,
  w: number,
  h: number,
  colors: string[],
  count: number,
  r: Random,
): string {
  return times(count, () => {
    const turn = r.between(0, 6.28)
    const far = Math.sqrt(r.next())
    const size = r.between(0.12, 0.3)
    return oval(
      x + Math.cos(turn) * w * far,
      y + Math.sin(turn) * h * far,
      w * size,
      h * size,
      r.pick(colors),
      'opacity="0.9"',
    )
  })
}
export const greens = ['#4f7a3a', '#5f8c46', '#3f6a35', '#78a055', '#8bb061']
export const tree = (x: number, y: number, size: number, r: Random, colors = greens) =>
  path(
    `M${x - size * 0.09} ${y} Q${x - size * 0.03} ${y - size * 0.4} ${x - size * 0.05} ${y - size * 0.8} L${x + size * 0.05} ${y - size * 0.8} Q${x + size * 0.04} ${y - size * 0.3} ${x + size * 0.11} ${y} Z`,
    '#6b4a32',
  ) + leaves(x, y - size, size * 0.6, size * 0.42, colors, 60, r)
export const palm = (x: number, y: number, size: number) =>
  stroke(
    `M${x} ${y} Q${x + size * 0.12} ${y - size * 0.5} ${x + size * 0.05} ${y - size}`,
    '#7d5c3e',
    size * 0.06,
  ) +
  times(9, (i) =>
    at(
      x + size * 0.05,
      y - size,
      size / 100,
      path('M0 0 Q30 -22 62 14 Q30 -4 0 4 Z', i % 2 ? '#5b8a45' : '#47753a'),
      i * 40 - 180,
    ),
  ) +
  dot(x + size * 0.08, y - size * 0.95, size * 0.05, '#7a9a3d') +
  dot(x, y - size * 0.94, size * 0.05, '#8aa84a')

export const house = (x: number, y: number, w: number, h: number, wall: string, roof = '#b0573d') =>
  rect(x, y - h, w, h, wall) +
  rect(x, y - h, w * 0.16, h, '#00000018') +
  poly(
    `${x - w * 0.08},${y - h} ${x + w * 0.18},${y - h * 1.42} ${x + w * 0.82},${y - h * 1.42} ${x + w * 1.08},${y - h}`,
    roof,
  ) +
  times(5, (i) =>
    stroke(
      `M${x + w * (0.02 + i * 0.24)} ${y - h * 1.02} L${x + w * (0.22 + i * 0.145)} ${y - h * 1.4}`,
      '#00000022',
      4,
    ),
  ) +
  rect(x + w * 0.58, y - h * 0.62, w * 0.22, h * 0.62, '#6a4a35') +
  rect(x + w * 0.18, y - h * 0.7, w * 0.25, h * 0.32, '#f3d9a0') +
  stroke(
    `M${x + w * 0.305} ${y - h * 0.7} v${h * 0.32} M${x + w * 0.18} ${y - h * 0.54} h${w * 0.25}`,
    '#6a4a35',
    5,
  )
/** A narrow town house with a balcony. */
export const tube = (x: number, y: number, w: number, h: number, wall: string) =>
  rect(x, y - h, w, h, wall) +
  rect(x + w * 0.86, y - h, w * 0.14, h, '#0000001c') +
  rect(x - 4, y - h - 14, w + 8, 18, '#8d5a44') +
  times(Math.floor(h / 190), (i) => {
    const top = y - h + 45 + i * 180
    return (
      rect(x + w * 0.2, top, w * 0.5, 90, '#4e6a63') +
      rect(x + w * 0.22, top + 4, w * 0.2, 82, '#6d8f83') +
      rect(x + w * 0.12, top + 92, w * 0.66, 12, '#efe0c4') +
      stroke(`M${x + w * 0.14} ${top + 70} h${w * 0.62}`, '#6a4a35', 4)
    )
  })
export const water = (y: number, color: string, light: string, r: Random) =>
  rect(0, y, W, H - y, color) +
  times(46, () => {
    const x = r.between(-40, W)
    const at = r.between(y + 8, H)
    return stroke(
      `M${n(x)} ${n(at)} q30 -6 60 0 t60 0`,
      light,
      r.between(2, 5),
      `opacity="${n(r.between(0.25, 0.8))}"`,
    )
  })
export const rain = (r: Random, count = 160) =>
  times(count, () => {
    const x = r.between(0, W + 100)
    const y = r.between(-40, H)
    return stroke(`M${n(x)} ${n(y)} l-12 ${n(r.between(30, 60))}`, '#e8eef0', 2.5, 'opacity="0.45"')
  })
export const steam = (x: number, y: number, size: number) =>
  times(3, (i) =>
    stroke(
      `M${x + (i - 1) * size * 0.5} ${y} q${size * 0.25} ${-size * 0.4} 0 ${-size * 0.8} t0 ${-size * 0.8}`,
      '#ffffff',
      size * 0.12,
      'opacity="0.55"',
    ),
  )
export const shadow = (x: number, y: number, rx: number, ry: number) =>
  oval(x, y, rx, ry, '#3a2a1c', 'opacity="0.22"')

/** A person seen from afar, about 100 units tall standing at 0,0. */
export const person = (x: number, y: number, s: number, shirt: string, hat = true, trousers = '#3d4450') =>
  at(
    x,
    y,
    s,
    shadow(0, 0, 26, 6) +
      rect(-11, -42, 9, 42, trousers) +
      rect(2, -42, 9, 42, trousers) +
      path('M-17 -40 Q-20 -78 0 -80 Q20 -78 17 -40 Z', shirt) +
      stroke('M-15 -70 Q-26 -56 -20 -42 M15 -70 Q26 -56 20 -42', shirt, 8) +
      dot(0, -90, 12, '#e0ac82') +
      (hat
        ? poly('-30,-90 0,-116 30,-90', '#ead39a') + stroke('M-30 -90 H30', '#c9a964', 3)
        : path('M-13 -90 Q-12 -106 0 -106 Q13 -106 13 -90 Q0 -98 -13 -90 Z', '#2e241f')),
  )
export const bowl = (x: number, y: number, r: number, soup: string, side = '#f4efe2', band = '#47709a') =>
  shadow(x, y + r * 0.86, r * 1.05, r * 0.2) +
  path(
    `M${x - r} ${y} Q${x - r * 0.8} ${y + r * 0.85} ${x - r * 0.4} ${y + r * 0.88} H${x + r * 0.4} Q${x + r * 0.8} ${y + r * 0.85} ${x + r} ${y} Z`,
    side,
  ) +
  stroke(
    `M${x - r * 0.86} ${y + r * 0.36} Q${x} ${y + r * 0.62} ${x + r * 0.86} ${y + r * 0.36}`,
    band,
    r * 0.06,
  ) +
  oval(x, y, r, r * 0.34, side) +
  oval(x, y, r * 0.92, r * 0.29, soup)
export const cat = (x: number, y: number, s: number, fur: string, dark: string) =>
  at(
    x,
    y,
    s,
    stroke('M52 -8 Q98 0 92 44 Q88 66 70 60', fur, 13) +
      path('M-42 0 Q-52 -64 0 -66 Q56 -62 56 0 Z', fur) +
      dot(-24, -82, 32, fur) +
      poly('-54,-92 -50,-128 -28,-108', fur) +
      poly('-20,-110 4,-126 6,-88', fur) +
      stroke('M-10 -54 Q14 -60 18 -40 M20 -58 Q40 -50 42 -30', dark, 6) +
      stroke('M-42 -84 q6 -7 12 0 M-18 -84 q6 -7 12 0', '#33261f', 4) +
      poly('-28,-74 -20,-74 -24,-69', '#b5654f') +
      stroke('M-44 -70 l-24 -4 M-44 -65 l-22 5 M-6 -70 l24 -4 M-6 -65 l22 5', '#fff8e8', 2),
  )
export const dog = (x: number, y: number, s: number, fur: string) =>
  at(
    x,
    y,
    s,
    stroke('M60 -60 Q92 -84 84 -108', fur, 14) +
      path('M-50 0 L-46 -60 Q0 -84 60 -62 L64 0 L48 0 L42 -34 H-26 L-32 0 Z', fur) +
      dot(-58, -82, 30, fur) +
      oval(-82, -72, 20, 13, fur) +
      dot(-98, -76, 6, '#33261f') +
      path('M-54 -108 Q-30 -116 -30 -74 Q-46 -76 -54 -108 Z', '#7b4f31') +
      dot(-68, -90, 4, '#33261f') +
      stroke('M-96 -64 Q-86 -56 -76 -62', '#33261f', 3),
  )
export const flower = (x: number, y: number, s: number, petal: string, heart = '#e8b84a', count = 8) =>
  at(
    x,
    y,
    s,
    times(count, (i) => `<g transform="rotate(${(360 / count) * i})">${oval(0, -20, 10, 20, petal)}</g>`) +
      dot(0, 0, 11, heart),
  )
export const lantern = (x: number, y: number, s: number, color: string) =>
  glow(x, y, 120 * s, '#ffd98a', 0.5) +
  at(
    x,
    y,
    s,
    stroke('M0 -80 V-48', '#5b3a2a', 4) +
      oval(0, 0, 44, 48, color) +
      oval(0, 0, 22, 48, '#ffffff', 'opacity="0.16"') +
      rect(-18, -54, 36, 10, '#8a3a24') +
      rect(-18, 44, 36, 10, '#8a3a24') +
      stroke('M-8 56 v30 M0 56 v38 M8 56 v30', '#d9a441', 4),
  )
export const wheel = (x: number, y: number, r: number, spokes = 10) =>
  dot(x, y, r, 'none', `stroke="#33302c" stroke-width="${r * 0.14}"`) +
  dot(x, y, r * 0.84, 'none', `stroke="#b9b4a8" stroke-width="${r * 0.05}"`) +
  times(spokes, (i) => {
    const turn = (Math.PI * 2 * i) / spokes
    return stroke(
      `M${x} ${y} L${n(x + Math.cos(turn) * r * 0.84)} ${n(y + Math.sin(turn) * r * 0.84)}`,
      '#a8a296',
      2,
    )
  }) +
  dot(x, y, r * 0.1, '#5a5248')
export const bicycle = (x: number, y: number, s: number, color: string) =>
  at(
    x,
    y,
    s,
    wheel(-90, -60, 60) +
      wheel(90, -60, 60) +
      stroke(
        'M-90 -60 L-30 -60 L50 -150 L-50 -150 L-30 -60 M-90 -60 L-50 -150 L-56 -172 M90 -60 L46 -168 L70 -182',
        color,
        9,
      ) +
      rect(-82, -180, 50, 12, '#4a352a', 'rx="6"') +
      dot(-30, -60, 14, '#4a453d'),
  )
export const motorbike = (x: number, y: number, s: number, color: string) =>
  at(
    x,
    y,
    s,
    shadow(0, 0, 160, 14) +
      wheel(-100, -50, 50, 8) +
      wheel(100, -50, 50, 8) +
      path(
        'M-130 -96 Q-90 -140 -20 -112 L40 -112 L78 -170 L98 -166 L108 -90 Q60 -60 30 -60 L-60 -60 Q-80 -90 -130 -96 Z',
        color,
      ) +
      rect(-110, -138, 120, 18, '#3a2f2a', 'rx="9"') +
      stroke('M78 -170 L60 -196 L92 -200', '#3a3a3a', 8) +
      dot(96, -150, 13, '#fff2c4') +
      rect(-72, -74, 80, 22, '#77746c', 'rx="8"'),
  )
export const table = (y: number, color = '#9c6b45') =>
  rect(0, y, W, H - y, color) +
  times(7, (i) =>
    stroke(`M0 ${y + 30 + i * 52} Q400 ${y + 18 + i * 52} 1200 ${y + 34 + i * 52}`, '#00000020', 4),
  ) +
  rect(0, y, W, 10, '#ffffff22')
export const grass = (y: number, color: string, r: Random, count = 90) =>
  times(count, () => {
    const x = r.between(0, W)
    return stroke(
      `M${n(x)} ${n(r.between(y, H))} q4 -22 ${n(r.between(-14, 14))} -40`,
      color,
      4,
      'opacity="0.7"',
    )
  })
export const cloud = (x: number, y: number, s: number, color = '#fff6e6') =>
  at(x, y, s, oval(0, 0, 80, 26, color) + oval(-36, -16, 40, 28, color) + oval(24, -24, 50, 34, color), 0)
export const chopsticks = (x: number, y: number) =>
  stroke(`M${x} ${y} L${x + 330} ${y - 150} M${x + 30} ${y + 24} L${x + 350} ${y - 120}`, '#6a3f26', 13)
export const herb = (x: number, y: number, s: number) =>
  at(
    x,
    y,
    s,
    times(
      5,
      (i) => `<g transform="rotate(${i * 72})">${oval(0, -14, 8, 15, i % 2 ? '#5b9445' : '#79ad58')}</g>`,
    ),
  )
