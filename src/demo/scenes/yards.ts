/** Nights, schools, gardens and yards. */
import {
  at,
  bicycle,
  cat,
  cloud,
  dog,
  dot,
  glow,
  grass,
  greens,
  hills,
  house,
  lantern,
  leaves,
  oval,
  palm,
  path,
  person,
  poly,
  rect,
  shadow,
  sky,
  stroke,
  sun,
  times,
  tube,
  W,
  water,
} from './brush.ts'
import type { Scene } from './index.ts'

export const yards: Record<string, Scene> = {
  trang: {
    alt: 'Trăng tròn trên những mái ngói, một ô cửa sổ còn sáng đèn',
    draw: (r) =>
      sky('#1d2b45', '#4a5a72') +
      times(70, () => dot(r.between(0, W), r.between(0, 520), r.between(1, 3), '#f6edcf', 'opacity="0.8"')) +
      glow(800, 230, 420, '#fbeebf', 0.55) +
      dot(800, 230, 92, '#fbf0c9') +
      dot(770, 210, 16, '#e8d9a8') +
      dot(830, 262, 22, '#e8d9a8') +
      hills(640, 40, '#2a3648', r) +
      house(80, 780, 340, 190, '#38465a', '#2a2f3e') +
      house(470, 800, 300, 210, '#414e62', '#2f3344') +
      house(830, 790, 320, 200, '#36445a', '#292e3d') +
      rect(0, 780, W, 120, '#222c3b') +
      rect(912, 650, 82, 66, '#ffd27a') +
      glow(950, 684, 190, '#ffd27a', 0.6) +
      cat(600, 512, 0.6, '#20242e', '#181b22') +
      palm(1120, 800, 380),
  },
  do: {
    alt: 'Con đò ngang sang sông lúc sương sớm, hai khách ngồi cạnh chiếc xe đạp',
    draw: (r) =>
      sky('#dfe3d8', '#f6ead0', 460) +
      sun(300, 300, 46, '#ffeec2') +
      hills(400, 60, '#a7b5a2', r) +
      water(410, '#9bb3b0', '#f0f3e6', r) +
      shadow(620, 716, 330, 22) +
      path('M270 640 Q620 700 980 630 Q930 730 820 736 H420 Q310 730 270 640 Z', '#6d4a33') +
      path('M270 640 Q620 700 980 630 L974 652 Q620 716 280 660 Z', '#8f6443') +
      bicycle(600, 690, 0.75, '#3f5f6a') +
      person(430, 690, 1.4, '#7c5b46') +
      person(520, 692, 1.2, '#b7604a') +
      person(860, 690, 1.7, '#4a5d52') +
      stroke('M900 590 L1020 800', '#7d5c3e', 10) +
      times(5, (i) =>
        stroke(`M${60 + i * 26} 900 q${10 - i * 4} -110 ${14 - i * 8} -${150 + (i % 3) * 40}`, '#6f8a52', 8),
      ),
  },
  cau_khi: {
    alt: 'Cầu khỉ bắc qua con rạch, hàng dừa nước soi bóng',
    draw: (r) =>
      sky('#b9dcd9', '#f5efd0', 480) +
      leaves(200, 430, 320, 160, greens, 60, r) +
      leaves(1000, 420, 320, 170, greens, 60, r) +
      water(480, '#7c9a7a', '#cfdcae', r) +
      times(9, (i) =>
        stroke(
          `M${60 + (i % 2) * 940 + i * 12} 620 q${-60 + i * 18} -150 ${-90 + i * 26} -${210 + (i % 3) * 50}`,
          '#4f8a45',
          14,
        ),
      ) +
      stroke('M0 560 Q600 470 1200 560', '#8a643f', 20) +
      stroke('M0 440 Q600 350 1200 440', '#a37a4c', 9) +
      times(6, (i) =>
        stroke(
          `M${120 + i * 190} 660 L${150 + i * 190} 400 M${190 + i * 190} 660 L${140 + i * 190} 430`,
          '#755233',
          11,
        ),
      ) +
      person(560, 512, 1.5, '#7a3f5c') +
      palm(80, 560, 380) +
      palm(1110, 560, 420),
  },
  dua: {
    alt: 'Vườn dừa xanh um, mấy quả dừa vừa hái xếp dưới gốc',
    draw: (r) =>
      sky('#9fd0d0', '#f7f0cf') +
      hills(600, 60, '#94b06a', r) +
      rect(0, 620, W, 280, '#a98e5b') +
      grass(640, '#6f8f45', r, 160) +
      palm(220, 800, 640) +
      palm(560, 720, 440) +
      palm(880, 780, 590) +
      palm(1100, 700, 360) +
      times(
        8,
        (i) =>
          oval(
            420 + (i % 4) * 90 + (i > 3 ? 45 : 0),
            830 - (i > 3 ? 52 : 0),
            50,
            44,
            i % 2 ? '#7fa24a' : '#93b458',
          ) +
          oval(
            406 + (i % 4) * 90 + (i > 3 ? 45 : 0),
            816 - (i > 3 ? 52 : 0),
            16,
            10,
            '#c3d98a',
            'opacity="0.7"',
          ),
      ),
  },
  truong: {
    alt: 'Cổng trường làng giờ tan học, hàng phượng đỏ rực',
    draw: (r) =>
      sky('#a9d3dd', '#f8ecc9') +
      rect(120, 360, 960, 300, '#ecd190') +
      poly('80,360 200,270 1000,270 1120,360', '#a84f3a') +
      times(7, (i) => rect(170 + i * 130, 420, 70, 130, '#6f8f86')) +
      rect(0, 660, W, 240, '#d3b187') +
      rect(420, 430, 40, 260, '#c7a25a') +
      rect(760, 430, 40, 260, '#c7a25a') +
      rect(400, 400, 420, 50, '#b5563c') +
      leaves(150, 300, 240, 170, ['#4f7a3a', '#d4452f', '#e0603c', '#c9382a'], 80, r) +
      leaves(1060, 290, 240, 180, ['#4f7a3a', '#d4452f', '#e0603c', '#c9382a'], 80, r) +
      rect(136, 420, 24, 300, '#6b4a32') +
      rect(1050, 420, 26, 300, '#6b4a32') +
      times(
        6,
        (i) =>
          person(330 + i * 110, 760 + (i % 3) * 40, 1 + (i % 2) * 0.12, '#fbf7ee', i === 3, '#2f4a72') +
          rect(350 + i * 110, 690 + (i % 3) * 40, 16, 26, '#c0423a'),
      ),
  },
  loa: {
    alt: 'Hai chiếc loa phóng thanh trên cột điện chằng dây, chim sẻ đậu thành hàng',
    draw: (r) =>
      sky('#8ec3d3', '#f8ebc8') +
      cloud(220, 180, 1.2) +
      cloud(960, 280, 1.5) +
      leaves(80, 820, 320, 150, greens, 40, r) +
      leaves(1100, 840, 320, 150, greens, 40, r) +
      rect(570, 120, 44, 780, '#a89c8a') +
      rect(606, 120, 10, 780, '#8a7f70') +
      [180, 230, 290, 340]
        .map((y) =>
          stroke(`M0 ${y + 20} Q300 ${y + 70} 590 ${y} Q900 ${y + 80} 1200 ${y + 10}`, '#3d3a36', 5),
        )
        .join('') +
      at(
        520,
        440,
        2.2,
        path('M0 -14 L-80 -52 V52 L0 14 Z', '#b9bdb8') +
          oval(-80, 0, 18, 52, '#8f948f') +
          rect(0, -18, 30, 36, '#7a7f7a'),
      ) +
      at(
        660,
        500,
        2,
        path('M0 -14 L80 -52 V52 L0 14 Z', '#c3c7c2') +
          oval(80, 0, 18, 52, '#969b96') +
          rect(-30, -18, 30, 36, '#7a7f7a'),
      ) +
      times(7, (i) =>
        at(
          720 + i * 56,
          236 + i * 9,
          1,
          oval(0, 0, 18, 13, '#6a4c38') + dot(14, -10, 9, '#6a4c38') + poly('22,-10 32,-7 22,-5', '#d9a441'),
        ),
      ),
  },
  ong: {
    alt: 'Dãy thùng ong dưới tán nhãn đang trổ hoa, ong bay lấm tấm trong nắng',
    draw: (r) =>
      sky('#dbe5bd', '#f6ecc4') +
      leaves(600, 150, 720, 240, [...greens, '#d9c87a'], 160, r) +
      rect(280, 260, 40, 420, '#6b4a32') +
      rect(900, 240, 44, 420, '#6b4a32') +
      rect(0, 640, W, 260, '#93a85a') +
      grass(660, '#6f8a3f', r, 160) +
      times(
        4,
        (i) =>
          rect(90 + i * 280, 560, 200, 150, ['#d9a94f', '#7fa3a5', '#e2c98d', '#c9805a'][i]!) +
          rect(78 + i * 280, 536, 224, 34, '#8b6a45') +
          rect(150 + i * 280, 670, 80, 12, '#3a2c20') +
          rect(100 + i * 280, 710, 22, 50, '#6b4a32') +
          rect(258 + i * 280, 710, 22, 50, '#6b4a32'),
      ) +
      times(46, () => {
        const x = r.between(40, 1160)
        const y = r.between(300, 760)
        return (
          oval(x, y - 5, 8, 5, '#ffffff', 'opacity="0.7"') +
          oval(x, y, 9, 6, '#d8981f') +
          stroke(`M${x} ${y - 5} v10`, '#3a2c20', 3)
        )
      }),
  },
  cau_ca: {
    alt: 'Ông cụ ngồi câu bên bờ ao, hai con chó đứng cạnh',
    draw: (r) =>
      sky('#e3e6c8', '#f7eed2', 420) +
      leaves(240, 300, 360, 190, greens, 80, r) +
      leaves(980, 290, 360, 200, greens, 80, r) +
      water(420, '#86a58d', '#dfe8c8', r) +
      path('M0 700 Q300 640 620 720 T1200 800 V900 H0 Z', '#8a9a54') +
      grass(740, '#66803d', r) +
      stroke('M360 640 Q620 420 820 420', '#7d5c3e', 7) +
      stroke('M820 420 V640', '#fff7e4', 2) +
      dot(820, 640, 10, '#c9402f') +
      oval(820, 646, 40, 8, 'none', 'stroke="#f3f5e4" stroke-width="3"') +
      person(330, 770, 1.9, '#8a6a4a') +
      dog(180, 800, 0.7, '#d9b27c') +
      dog(520, 830, 0.6, '#5b4636'),
  },
  san_thuong: {
    alt: 'Sân thượng phơi quần áo nhiều màu, xa xa là mái phố buổi trưa',
    draw: (r) =>
      sky('#8fc6dd', '#fdf0cf') +
      cloud(900, 180, 1.5) +
      times(9, (i) =>
        rect(
          i * 140 - 20,
          470 + r.between(-60, 50),
          130,
          300,
          r.pick(['#d8b48a', '#c9c3a4', '#e0c49a', '#b7a88c']),
        ),
      ) +
      rect(0, 690, W, 210, '#c9a07c') +
      times(12, (i) => stroke(`M${i * 110} 690 L${i * 130 - 120} 900`, '#ad835f', 3)) +
      stroke('M40 250 Q600 330 1160 240', '#4f4a44', 5) +
      times(8, (i) => {
        const x = 110 + i * 132
        const y = 270 + Math.sin((i / 7) * 3.1) * 26
        const c = ['#d6523f', '#f2e6c9', '#4a7d9a', '#e2ad45', '#7c9a5a', '#f6d3c8', '#55617c', '#c77a4a'][i]!
        return path(
          `M${x - 46} ${y} L${x - 66} ${y + 50} L${x - 40} ${y + 62} L${x - 42} ${y + 190} H${x + 42} L${x + 40} ${y + 62} L${x + 66} ${y + 50} L${x + 46} ${y} Q${x} ${y + 26} ${x - 46} ${y} Z`,
          c,
        )
      }) +
      rect(160, 750, 150, 90, '#9a5a40') +
      leaves(235, 730, 90, 60, greens, 24, r),
  },
  den_long: {
    alt: 'Đèn lồng giấy treo dọc ngõ đêm rằm, lũ trẻ rước đèn ông sao',
    draw: (_r) =>
      sky('#2b2340', '#6a4a52') +
      dot(940, 140, 66, '#fbefc6') +
      glow(940, 140, 260, '#fbefc6', 0.5) +
      tube(0, 760, 230, 520, '#5a4552') +
      tube(980, 760, 220, 560, '#54404e') +
      rect(0, 740, W, 160, '#463742') +
      stroke('M0 210 Q600 400 1200 190', '#2a2029', 5) +
      times(7, (i) =>
        lantern(
          120 + i * 160,
          330 + Math.sin((i / 6) * 3.14) * 60,
          1.05,
          ['#d8412f', '#e2912f', '#c63a52', '#e0b13a', '#cf4a32', '#7f9a4a', '#d8412f'][i]!,
        ),
      ) +
      times(5, (i) => {
        const x = 260 + i * 170
        return (
          person(
            x,
            830 + (i % 2) * 26,
            1.15,
            ['#c9b26a', '#a85a4a', '#6a8a9a', '#d09a5a', '#8a6a9a'][i]!,
            false,
          ) +
          stroke(`M${x + 26} ${770 + (i % 2) * 26} L${x + 60} ${650 + (i % 2) * 26}`, '#8a643f', 5) +
          glow(x + 64, 640 + (i % 2) * 26, 70, '#ffd27a', 0.8) +
          at(
            x + 64,
            640 + (i % 2) * 26,
            0.42,
            poly('0,-80 20,-26 78,-24 32,10 48,66 0,34 -48,66 -32,10 -78,-24 -20,-26', '#f0b73c'),
          )
        )
      }),
  },
  vuon_rau: {
    alt: 'Luống rau cải và hành xanh mướt, thùng ô doa đặt cạnh hàng rào tre',
    draw: (_r) =>
      sky('#cfe2cf', '#f7eed0', 380) +
      house(760, 380, 300, 150, '#e8d2a0') +
      times(24, (i) => stroke(`M${i * 52} 400 V260`, '#b08a55', 14)) +
      stroke('M0 300 H1200 M0 360 H1200', '#94703f', 10) +
      rect(0, 390, W, 510, '#8a6444') +
      times(
        5,
        (row) =>
          path(
            `M-20 ${470 + row * 96} Q600 ${440 + row * 96} 1220 ${470 + row * 96} V${520 + row * 96} H-20 Z`,
            '#75512f',
          ) +
          times(14, (i) =>
            at(
              40 + i * 88 + (row % 2) * 40,
              474 + row * 96,
              0.7 + row * 0.1,
              row % 2
                ? times(6, (k) => stroke(`M0 0 q${(k - 3) * 5} -40 ${(k - 3) * 12} -64`, '#5f9a4a', 6))
                : times(
                    6,
                    (k) =>
                      `<g transform="rotate(${-75 + k * 30})">${oval(0, -30, 15, 32, k % 2 ? '#7db256' : '#5f9a45')}</g>`,
                  ),
            ),
          ),
      ) +
      at(
        1020,
        800,
        1.6,
        path('M-50 -80 H40 L50 20 H-60 Z', '#6f8f9a') +
          stroke('M40 -40 L110 -90', '#6f8f9a', 16) +
          stroke('M-44 -80 q40 -60 80 0', '#5a7680', 8),
      ),
  },
  cun: {
    alt: 'Chú chó vàng đứng đợi trước bậc cửa, bên đôi dép tổ ong',
    draw: (r) =>
      sky('#eed9a8', '#f5e8c8') +
      rect(0, 0, W, 640, '#d9b872') +
      rect(330, 60, 540, 580, '#7a5238') +
      rect(360, 90, 230, 550, '#8d6243') +
      rect(610, 90, 230, 550, '#8d6243') +
      rect(240, 640, 720, 60, '#c2b39a') +
      rect(160, 700, 880, 70, '#b3a389') +
      rect(0, 770, W, 130, '#bb9468') +
      glow(260, 200, 460, '#fff3cb', 0.5) +
      shadow(600, 700, 220, 16) +
      dog(610, 700, 2.3, '#d59a4a') +
      at(950, 740, 1.2, oval(0, 0, 40, 16, '#e9d9b0') + oval(70, -10, 40, 16, '#e9d9b0')) +
      leaves(90, 600, 150, 170, greens, 40, r),
  },
}
