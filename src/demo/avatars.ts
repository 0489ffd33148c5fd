/** Small portraits: a face, a thing or a letter on a coloured ground. Letters are drawn, for a server may have no fonts. */
import { type Random, seeded, seedOf } from './random.ts'
import {
  at,
  bicycle,
  bowl,
  cat,
  dot,
  flower,
  oval,
  path,
  poly,
  rect,
  stroke,
  times,
  wheel,
} from './scenes/brush.ts'

const grounds = [
  '#b5563c',
  '#4f7a6a',
  '#c7934a',
  '#48688a',
  '#7d5a7a',
  '#6f8a4a',
  '#a8604a',
  '#3f7a86',
  '#9a7a4a',
  '#5a6a9a',
]

function face(kind: string, age: string, r: Random): string {
  const skin = r.pick(['#e8b98f', '#dca67a', '#cf9468', '#edc39c'])
  const hair = age === 'old' ? r.pick(['#d9d4cb', '#b9b4ab']) : r.pick(['#2b211c', '#38281f', '#1f1a18'])
  const shirt = r.pick(['#f2e6cf', '#7a3f4a', '#3f5f7a', '#d9a441', '#5f7f5a', '#c9644a'])
  const woman = kind === 'woman'
  const bun = woman && age !== 'young'
  const back = woman
    ? bun
      ? dot(200, 74, 44, hair)
      : path('M86 330 Q60 100 200 84 Q340 100 314 330 Z', hair)
    : ''
  const front = woman
    ? path('M98 196 Q96 84 200 80 Q304 84 302 196 Q290 130 214 120 Q120 124 98 196 Z', hair)
    : path('M104 180 Q92 84 200 78 Q308 84 296 180 Q284 128 200 124 Q116 128 104 180 Z', hair)
  const eyes =
    age === 'old'
      ? stroke('M142 204 q18 -12 34 0 M224 204 q18 -12 34 0', '#3a2a22', 6) +
        stroke('M128 232 q8 8 4 18 M272 232 q-8 8 -4 18', '#b07f5c', 4)
      : dot(160, 204, 9, '#3a2a22') +
        dot(240, 204, 9, '#3a2a22') +
        stroke('M142 180 q18 -10 36 -2 M222 178 q18 -8 36 2', hair, 6)
  const glasses =
    r.next() < 0.3
      ? stroke(
          'M128 206 a32 30 0 1 0 64 0 a32 30 0 1 0 -64 0 M208 206 a32 30 0 1 0 64 0 a32 30 0 1 0 -64 0 M192 202 h16',
          '#4a3a30',
          5,
        )
      : ''
  const beard =
    age === 'old' && !woman && r.next() < 0.7
      ? path('M172 290 Q200 380 228 290 Q200 304 172 290 Z', hair)
      : ''
  const hat =
    r.next() < 0.25 ? poly('60,150 200,40 340,150', '#ead39a') + stroke('M60 150 H340', '#c9a964', 8) : ''
  return (
    back +
    path('M60 400 Q70 312 160 306 L240 306 Q330 312 340 400 Z', shirt) +
    rect(170, 262, 60, 62, skin) +
    oval(200, 200, 92, 108, skin) +
    front +
    oval(144, 240, 18, 12, '#d9765a', 'opacity="0.35"') +
    oval(256, 240, 18, 12, '#d9765a', 'opacity="0.35"') +
    eyes +
    glasses +
    stroke('M196 214 q-8 26 6 28', '#b07f5c', 5) +
    stroke('M168 266 q32 26 64 0', '#8a3f34', 7) +
    beard +
    hat
  )
}

const things: Record<string, (r: Random) => string> = {
  wheel: () => wheel(200, 200, 130, 16),
  ball: () =>
    dot(200, 200, 130, '#fbf6ea') +
    dot(200, 200, 40, '#33302c') +
    times(5, (i) =>
      dot(200 + Math.cos(i * 1.257 - 1.57) * 100, 200 + Math.sin(i * 1.257 - 1.57) * 100, 26, '#33302c'),
    ),
  moon: () =>
    path('M250 70 A140 140 0 1 0 330 270 A110 110 0 0 1 250 70 Z', '#fbeebf') +
    times(5, (i) => dot(260 + (i % 3) * 40, 110 + i * 26, 6, '#fff6d8')),
  drop: () =>
    path('M200 60 Q320 210 300 270 Q270 350 200 350 Q130 350 100 270 Q80 210 200 60 Z', '#8fc6dd') +
    stroke('M250 260 q-6 44 -44 50', '#eaf6fa', 14),
  screen: () =>
    rect(70, 80, 260, 200, '#d9cfb4', 'rx="20"') +
    rect(94, 104, 212, 150, '#2f5f8a', 'rx="14"') +
    times(4, (i) => rect(112, 122 + i * 30, 150 - i * 24, 14, '#dfe8ee')) +
    rect(150, 280, 100, 40, '#c3b898'),
  road: () =>
    path('M150 400 L190 110 H210 L250 400 Z', '#4a4a4c') +
    stroke('M200 390 V340 M200 300 V260 M200 230 V200', '#f2e2a0', 9) +
    dot(200, 110, 60, '#f7c95a'),
  cake: () =>
    path('M90 210 H310 L290 340 H110 Z', '#f2dcc0') +
    path(
      'M80 220 Q80 150 200 150 Q320 150 320 220 Q280 250 250 220 Q220 260 190 220 Q150 256 120 224 Q96 240 80 220 Z',
      '#e58aa0',
    ) +
    dot(200, 138, 24, '#c8323c'),
  bee: () =>
    oval(210, 220, 110, 76, '#e8b02f') +
    stroke('M180 152 V288 M240 152 V288', '#33261c', 26) +
    oval(180, 130, 60, 40, '#ffffffcc') +
    oval(250, 126, 60, 40, '#ffffffcc') +
    dot(110, 210, 44, '#33261c'),
  brush: () =>
    stroke('M110 320 L270 130', '#8d5832', 26) +
    path('M262 112 Q320 60 340 70 Q346 100 294 146 Z', '#f0c75a') +
    oval(140, 300, 90, 40, '#e5664a', 'opacity="0.8"'),
  bike: () => bicycle(200, 320, 1.3, '#f2e6cf'),
  torch: () =>
    poly('190,190 380,80 380,320', '#ffe9a0', 'opacity="0.8"') +
    rect(40, 170, 120, 60, '#3a3d42', 'rx="12"') +
    poly('150,150 200,130 200,270 150,250', '#5a5f66'),
  coffee: () =>
    bowl(200, 180, 120, '#4a2c1c', '#f4efe2', '#a8563c') +
    stroke('M160 110 q20 -30 0 -60 M220 110 q20 -30 0 -60', '#ffffff', 9, 'opacity="0.7"'),
  cat: () => at(220, 350, 2.5, cat(0, 0, 1, '#efdcc0', '#c9803c')),
  scissors: () =>
    stroke('M120 80 L260 280 M280 80 L140 280', '#e8e6e0', 22) +
    dot(120, 310, 40, 'none', 'stroke="#f0c75a" stroke-width="20"') +
    dot(280, 310, 40, 'none', 'stroke="#f0c75a" stroke-width="20"'),
  wood: () =>
    dot(200, 200, 140, '#8d5832') +
    times(5, (i) => dot(200 + i * 4, 200, 122 - i * 26, 'none', 'stroke="#d9a867" stroke-width="10"')),
  flower: () => flower(200, 200, 3.4, '#f3b8c4', '#f0c75a', 9),
  glove: () =>
    path(
      'M120 350 L110 180 Q110 150 134 150 L140 200 L146 100 Q170 84 180 104 L186 190 L198 80 Q222 66 232 90 L232 190 L252 104 Q276 96 282 120 L274 230 L310 200 Q336 200 328 228 L270 350 Z',
      '#f2e6cf',
    ) + rect(116, 330, 160, 40, '#c13f34', 'rx="12"'),
  speaker: () =>
    path('M90 170 L230 90 V310 L90 230 Z', '#f2e6cf') +
    rect(60, 160, 50, 80, '#d9cdb2') +
    stroke('M270 140 q40 60 0 120 M310 110 q64 90 0 180', '#f2e6cf', 18),
}

const letters: Record<string, string> = {
  T: 'M100 110 H300 M200 110 V310',
  Đ: 'M140 110 V300 H190 Q300 290 300 205 Q300 120 190 110 Z M100 205 H210',
  Á: 'M100 320 L200 130 L300 320 M140 250 H260 M190 90 L230 50',
}

/** SVG of 400 by 400 for `face woman old`, `thing cat` or `mono T`; the seed varies ground and features. */
export function avatarSvg(what: string, seed: string): string {
  const r = seeded(seedOf(seed))
  const [kind, name = '', age = ''] = what.split(' ')
  const ground = r.pick(grounds)
  const body =
    kind === 'face'
      ? face(name, age, r)
      : kind === 'thing'
        ? things[name]?.(r)
        : stroke(letters[name] ?? '', '#f7ecd6', 34)
  if (!body) throw new Error(`no avatar "${what}"`)
  return `<svg xmlns="http://www.w3.org/2000/svg" width="400" height="400" viewBox="0 0 400 400">${rect(0, 0, 400, 400, ground)}${dot(120, 90, 230, '#fff1cf', 'opacity="0.16"')}${body}</svg>`
}
