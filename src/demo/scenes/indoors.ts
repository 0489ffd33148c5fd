/** Food, tables and things of the house. */
import {
  at,
  bicycle,
  bowl,
  cat,
  chopsticks,
  dot,
  flower,
  glow,
  greens,
  herb,
  leaves,
  oval,
  path,
  person,
  poly,
  rect,
  shadow,
  sky,
  steam,
  stroke,
  table,
  times,
  W,
  wheel,
} from './brush.ts'
import type { Scene } from './index.ts'

export const indoors: Record<string, Scene> = {
  pho: {
    alt: 'Bát phở bò nghi ngút khói, đĩa rau thơm và quả chanh cắt đôi bên cạnh',
    draw: (r) =>
      sky('#e6c592', '#f1dcb4') +
      table(360, '#8f5f3d') +
      glow(560, 480, 560, '#ffe7b5', 0.6) +
      bowl(560, 520, 330, '#c98a45') +
      times(9, () =>
        stroke(
          `M${r.between(330, 500)} ${r.between(490, 540)} q90 ${r.between(-40, 40)} ${r.between(200, 260)} ${r.between(-10, 20)}`,
          '#fbf3df',
          10,
        ),
      ) +
      times(6, (i) =>
        path(
          `M${420 + i * 46} ${486 + (i % 2) * 36} q46 -24 84 2 q-26 34 -84 -2 Z`,
          i % 2 ? '#a8604a' : '#8d4a3a',
        ),
      ) +
      times(14, () => herb(r.between(360, 760), r.between(450, 580), 0.8)) +
      steam(560, 380, 110) +
      oval(1010, 720, 150, 56, '#efe6d0') +
      leaves(1000, 690, 120, 44, greens, 24, r) +
      dot(230, 790, 54, '#a9c24a') +
      dot(230, 790, 44, '#e3edaf') +
      chopsticks(760, 860),
  },
  sap_cho: {
    alt: 'Sạp rau quả ở chợ quê, thúng cam, cà chua và mớ rau buộc lạt',
    draw: (r) =>
      sky('#e9d5a2', '#efe0bd') +
      poly('0,0 1200,0 1200,140 0,230', '#b5563f') +
      times(8, (i) =>
        poly(
          `${i * 160},0 ${i * 160 + 80},0 ${i * 160 + 80},${222 - i * 11} ${i * 160},${230 - i * 11}`,
          '#efe0bd',
        ),
      ) +
      person(610, 620, 3, '#5f7f5a') +
      rect(0, 560, W, 340, '#8a6142') +
      times(
        4,
        (b) =>
          oval(160 + b * 300, 690, 150, 60, '#c79a5b') +
          times(18, () =>
            b === 3
              ? at(
                  r.between(980, 1150),
                  r.between(600, 690),
                  1,
                  times(4, (k) => stroke(`M0 40 q${(k - 2) * 10} -40 ${(k - 2) * 22} -80`, '#5f9445', 12)) +
                    stroke('M-16 20 h32', '#d9c48a', 6),
                )
              : `${dot(
                  160 + b * 300 + r.between(-105, 105),
                  640 + r.between(-50, 36),
                  34,
                  ['#e59332', '#cf4330', '#8fae4a'][b]!,
                )}`,
          ) +
          path(
            `M${10 + b * 300} 690 Q${160 + b * 300} 830 ${310 + b * 300} 690 Q${160 + b * 300} 770 ${10 + b * 300} 690 Z`,
            '#b3844a',
          ),
      ),
  },
  dao: {
    alt: 'Cành đào nở sớm cắm trong bình gốm, đèn nhà vàng ấm',
    draw: (r) =>
      sky('#d9b98a', '#f0dcb8') +
      glow(840, 260, 520, '#fff0c9', 0.7) +
      table(720, '#7a4a32') +
      path('M520 720 Q430 560 540 500 V450 H660 V500 Q770 560 680 720 Z', '#4f7383') +
      stroke('M470 610 Q600 650 730 610', '#dfe6dc', 7) +
      stroke(
        'M600 460 Q560 320 420 200 M580 380 Q700 260 850 150 M500 280 Q420 290 300 260 M700 268 Q820 280 930 240 M600 420 Q640 330 640 180',
        '#5b3d2e',
        13,
      ) +
      times(56, () => {
        const [x, y] = r.pick([
          [420, 200],
          [850, 150],
          [320, 260],
          [900, 246],
          [640, 190],
          [520, 300],
          [720, 260],
        ]) as [number, number]
        return flower(
          x + r.between(-80, 80),
          y + r.between(-60, 60),
          r.between(0.5, 0.95),
          r.pick(['#f0a0b4', '#e9849f', '#f6c2cd']),
          '#c9445f',
          5,
        )
      }) +
      times(14, () => oval(r.between(250, 950), r.between(730, 800), 12, 7, '#f0a0b4')),
  },
  banh_chung: {
    alt: 'Những chiếc bánh chưng vuông vức vừa vớt, nồi luộc còn đỏ lửa phía sau',
    draw: (r) =>
      sky('#3a2a26', '#6a4332') +
      glow(860, 430, 480, '#ff9a3c', 0.85) +
      at(
        860,
        520,
        1,
        rect(-190, -250, 380, 270, '#55504a') +
          oval(0, -250, 190, 46, '#6f6a62') +
          times(7, (i) =>
            path(
              `M${-150 + i * 46} 110 Q${-170 + i * 50} 40 ${-130 + i * 44} 10 Q${-100 + i * 44} 50 ${-110 + i * 46} 110 Z`,
              i % 2 ? '#ffb23e' : '#f0742c',
            ),
          ),
      ) +
      steam(860, 250, 120) +
      table(640, '#74492f') +
      times(5, (i) =>
        at(
          190 + (i % 3) * 220 + (i > 2 ? 110 : 0),
          i > 2 ? 620 : 780,
          1,
          rect(-95, -110, 190, 150, r.pick(['#55803f', '#4a7338', '#638d47'])) +
            poly('-95,-110 -70,-140 120,-140 95,-110', '#76a155') +
            poly('95,-110 120,-140 120,10 95,40', '#3d602f') +
            stroke('M-32 -110 V40 M32 -110 V40 M-95 -60 H95 M-95 -10 H95', '#e4cf8d', 6),
        ),
      ) +
      leaves(1060, 800, 120, 40, greens, 20, r),
  },
  ke_sach: {
    alt: 'Tủ sách cũ của xóm, gáy sách nhiều màu, con mèo ngủ trên chồng truyện',
    draw: (r) =>
      sky('#d8b98a', '#e6cda0') +
      rect(90, 60, 1020, 780, '#6f4a30') +
      times(
        3,
        (row) =>
          rect(120, 90 + row * 250, 960, 216, '#4b301f') +
          times(24, (i) => {
            const h = r.between(140, 200)
            const w = r.between(26, 37)
            return (
              rect(
                130 + i * 39,
                306 + row * 250 - h,
                w,
                h,
                r.pick([
                  '#a8463a',
                  '#c79445',
                  '#4f7078',
                  '#6c8a54',
                  '#e0cfa4',
                  '#7c5468',
                  '#3f5672',
                  '#b9683f',
                ]),
              ) + rect(134 + i * 39, 330 + row * 250 - h, w - 8, 8, '#f2e2b8', 'opacity="0.7"')
            )
          }),
      ) +
      rect(640, 470, 300, 90, '#4b301f') +
      rect(660, 528, 260, 28, '#a8463a') +
      rect(676, 502, 230, 26, '#e0cfa4') +
      cat(780, 502, 0.8, '#dd9a4e', '#a8612b') +
      glow(300, 200, 420, '#ffe9b0', 0.5) +
      rect(0, 840, W, 60, '#8d6243'),
  },
  sua_xe: {
    alt: 'Góc sửa xe đạp đầu ngõ, bánh xe treo trên tường, chậu nước thử săm',
    draw: (r) =>
      sky('#e7cf9a', '#efdfba') +
      rect(0, 0, W, 700, '#c9b083') +
      wheel(190, 210, 120, 16) +
      wheel(450, 190, 100, 14) +
      times(9, (i) =>
        stroke(`M${640 + i * 56} 90 v${r.between(60, 130)}`, i % 2 ? '#7a7f80' : '#a8563c', 15),
      ) +
      rect(610, 74, 520, 20, '#6b4a32') +
      rect(0, 700, W, 200, '#a38462') +
      bicycle(500, 830, 1.9, '#3f6a8a') +
      oval(1000, 800, 140, 46, '#6a8f9a') +
      oval(1000, 790, 124, 36, '#a8c6c6') +
      dot(1000, 784, 60, 'none', 'stroke="#33302c" stroke-width="16"') +
      person(850, 860, 2.1, '#4a5a6a', false) +
      leaves(1150, 140, 100, 100, greens, 24, r),
  },
  hoa: {
    alt: 'Bó hoa cúc, hồng và thạch thảo mới cắt, gói trong giấy báo',
    draw: (r) =>
      sky('#ead6b8', '#f6ead2') +
      table(600, '#a97a52') +
      poly('420,420 820,420 680,880 540,880', '#e8e2d2') +
      times(12, (i) => stroke(`M${450 + i * 6} ${470 + i * 30} H${790 - i * 8}`, '#b9b3a4', 5)) +
      leaves(610, 370, 320, 190, greens, 60, r) +
      times(30, () =>
        flower(
          610 + r.between(-270, 270),
          310 + r.between(-180, 130),
          r.between(0.9, 1.7),
          r.pick(['#f2c84b', '#e05a6d', '#fbf1e2', '#a98ac2', '#e88a4f']),
          r.pick(['#8a5a2a', '#e2a83c']),
        ),
      ) +
      stroke('M480 610 Q610 650 740 610', '#b5533e', 14),
  },
  ca_phe: {
    alt: 'Phin cà phê nhỏ giọt xuống ly sữa, cạnh cửa sổ mưa',
    draw: (r) =>
      sky('#8a9c9c', '#c9cbb8') +
      rect(120, 0, 960, 560, '#9fb2b0') +
      times(60, () =>
        stroke(
          `M${r.between(130, 1070)} ${r.between(0, 500)} l-6 ${r.between(20, 50)}`,
          '#e6eeee',
          3,
          'opacity="0.6"',
        ),
      ) +
      leaves(880, 300, 240, 200, greens, 40, r) +
      stroke('M600 0 V560 M120 0 V560 M1080 0 V560', '#6b4a32', 24) +
      table(560, '#7d5034') +
      glow(540, 560, 420, '#ffe2a8', 0.5) +
      shadow(540, 840, 190, 26) +
      path('M410 520 L440 830 H640 L670 520 Z', '#f3efe4', 'opacity="0.55"') +
      path('M424 660 L440 830 H640 L656 660 Z', '#4a2c1c') +
      path('M436 760 L442 828 H638 L646 760 Z', '#efdcb4') +
      rect(380, 496, 320, 24, '#b9bcb8') +
      rect(430, 380, 220, 120, '#cfd2ce') +
      oval(540, 380, 110, 26, '#e6e8e4') +
      dot(540, 362, 14, '#8d918c') +
      rect(536, 520, 6, 130, '#3c2416') +
      oval(910, 790, 120, 38, '#efe6d0') +
      times(8, () => oval(910 + r.between(-70, 70), 780 + r.between(-16, 14), 17, 11, '#5b3822')),
  },
  mam_gio: {
    alt: 'Mâm cơm giỗ bày giữa chiếu: gà luộc, nem, canh măng, xôi gấc',
    draw: (r) =>
      sky('#c9a36a', '#dcbf8c') +
      times(14, (i) => stroke(`M0 ${i * 70} H1200`, '#b58d54', 10)) +
      oval(600, 480, 500, 360, '#8d4f34') +
      oval(600, 468, 480, 340, '#a8643f') +
      [
        [600, 300],
        [350, 420],
        [850, 420],
        [420, 640],
        [780, 640],
        [600, 500],
      ]
        .map(
          ([x, y]) =>
            oval(x!, y! + 8, 135, 92, '#6e3d28', 'opacity="0.4"') +
            oval(x!, y!, 130, 88, '#f4eee0') +
            oval(x!, y!, 108, 70, '#fbf7ee'),
        )
        .join('') +
      at(
        600,
        300,
        1,
        oval(0, -6, 86, 50, '#e2b04a') + oval(-60, -40, 28, 22, '#e2b04a') + oval(20, 10, 50, 20, '#cf9734'),
      ) +
      times(9, (i) => rect(285 + (i % 3) * 46, 380 + Math.floor(i / 3) * 28, 40, 20, '#b5722f', 'rx="10"')) +
      oval(850, 420, 96, 60, '#b58a4a') +
      times(10, () => rect(r.between(780, 890), r.between(390, 440), 40, 10, '#e6cf93')) +
      oval(420, 634, 90, 56, '#d0402c') +
      times(30, () => dot(420 + r.between(-70, 70), 634 + r.between(-40, 40), 5, '#e8694a')) +
      leaves(780, 636, 86, 50, greens, 22, r) +
      oval(600, 500, 84, 48, '#8a3f26') +
      times(7, () => oval(r.between(540, 660), r.between(475, 525), 24, 14, '#a8603a')) +
      chopsticks(80, 850) +
      flower(1080, 130, 1.4, '#f2c84b') +
      flower(1130, 190, 1.1, '#f2c84b'),
  },
}
