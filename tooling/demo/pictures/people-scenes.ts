import { chanceOf } from '../chance.ts'
import { bust, glow, HEIGHT, n, sky, svg, WIDTH } from './parts.ts'

/** An engineer before her curves. */
export const engineer = () =>
  svg(
    sky([0, '#e7ddcb'], [1, '#d3c3a6']),
    `<g stroke="#bda983" stroke-width="3">${[180, 320, 460, 600].map((y) => `<path d="M120,${y} H1480"/>`).join('')}</g>
<path d="M120,640 C420,620 560,260 860,250 S1250,470 1480,300" fill="none" stroke="#a63d17" stroke-width="10"/>
<path d="M120,560 C480,560 700,420 980,400 S1300,520 1480,470" fill="none" stroke="#3b4a6b" stroke-width="6" stroke-dasharray="22 16"/>`,
    `<path d="M646,640 C628,360 700,300 800,300 C900,300 972,360 954,640 C960,690 930,730 800,730 C670,730 640,690 646,640 Z" fill="#1b1d27"/>`,
    bust(800, 1010, 640, '#33405c', '#c58f6b'),
    `<path d="M656,520 C650,400 720,352 790,350 C740,420 700,450 668,560 Z M944,520 C950,400 880,352 790,350 C850,400 910,430 934,560 Z" fill="#1b1d27"/>
<path d="M724,640 h152 v50 l-76,90 l-76,-90 Z" fill="#c58f6b"/><path d="M700,690 L800,760 L900,690 L930,710 L800,860 L670,710 Z" fill="#e9e4d8"/><rect x="900" y="870" width="96" height="60" rx="6" fill="#f3efe6"/><rect x="900" y="870" width="96" height="16" fill="#a63d17"/>`,
  )

/** A man of the launch base, in his helmet, the dish behind him. */
export const baseChief = () =>
  svg(
    sky([0, '#8fbcd0'], [0.6, '#dfe9dc'], [1, '#9fae7a']),
    `<g transform="translate(1210 470) rotate(-28)" opacity="0.8"><ellipse rx="250" ry="84" fill="#f2f0ea"/><ellipse cy="-12" rx="228" ry="68" fill="#d2d0c8"/></g><path d="M1180,520 L1130,1000 H1300 L1240,520 Z" fill="#7c848c"/>`,
    bust(620, 1010, 640, '#d66b2f', '#5a3a2a'),
    `<path d="M552,640 h136 v40 l-68,60 l-68,-60 Z" fill="#5a3a2a"/><path d="M462,740 L430,1010 M778,740 L810,1010" stroke="#f2e7b0" stroke-width="26"/>
<path d="M470,470 C470,330 550,270 620,270 C700,270 770,330 770,470 L800,478 V498 H440 V478 Z" fill="#f4f2ec"/><path d="M600,272 h40 v196 h-40 Z" fill="#dcd8cf"/>`,
  )

const COLOURS = ['#a8443a', '#d08a3e', '#e3c069', '#6f8d6a', '#3d6b7d', '#3b4a6b', '#7a4a6b', '#b5a48c']

/** Bobbins in their rack. */
export const bobbins = () => {
  const chance = chanceOf('bobbins')
  const rack = Array.from({ length: 4 }, (_, row) =>
    Array.from({ length: 9 }, (_unused, column) => {
      const x = 90 + column * 166
      const y = 70 + row * 236
      const colour = chance.pick(COLOURS)
      const threads = Array.from(
        { length: 11 },
        (_t, index) => `<path d="M${x + 14},${n(y + 34 + index * 11)} q46,${n(chance.between(3, 8))} 92,0"/>`,
      ).join('')
      return `<rect x="${x}" y="${y}" width="120" height="24" rx="6" fill="#d9c3a0"/><rect x="${x + 14}" y="${y + 24}" width="92" height="126" fill="${colour}"/><rect x="${x + 66}" y="${y + 24}" width="40" height="126" fill="#000000" opacity="0.16"/><g stroke="#ffffff" stroke-width="2" opacity="0.25" fill="none">${threads}</g><rect x="${x}" y="${y + 150}" width="120" height="24" rx="6" fill="#c7ad84"/>`
    }).join(''),
  ).join('')
  return svg(
    sky([0, '#3a2c22'], [1, '#241a14']),
    [250, 486, 722, 958].map((y) => `<rect y="${y}" width="${WIDTH}" height="16" fill="#6b4d36"/>`).join(''),
    rack,
  )
}

/** The carding of wool: a hand-drawn line of looms. */
export const mill = () =>
  svg(
    sky([0, '#c8d2d6'], [0.55, '#e9e4d8'], [1, '#c9b99d']),
    Array.from(
      { length: 7 },
      (_, index) =>
        `<path d="M${index * 240 - 60},330 l170,-150 v150 Z" fill="#7d4a3b"/><rect x="${index * 240 - 60}" y="330" width="240" height="330" fill="#95594a"/><rect x="${index * 240 - 10}" y="390" width="60" height="170" fill="#d9e3e4"/><rect x="${index * 240 + 80}" y="390" width="60" height="170" fill="#c3d2d4"/>`,
    ).join(''),
    `<rect x="1180" y="60" width="76" height="600" fill="#7d4a3b"/><rect x="1168" y="52" width="100" height="26" fill="#633a2f"/>`,
    glow(1218, 40, 180, '#f2efe8', 0.6),
    `<rect y="656" width="${WIDTH}" height="344" fill="#6d7f83"/>`,
    Array.from(
      { length: 22 },
      (_, index) =>
        `<rect x="${(index * 311) % 1560}" y="${690 + ((index * 53) % 280)}" width="${90 + ((index * 37) % 120)}" height="5" fill="#a9bcbd" opacity="0.7"/>`,
    ).join(''),
  )

/** Lace: hexagons, petals, a border. */
export const lace = () => {
  const mesh: string[] = []
  for (let row = 0; row < 26; row += 1) {
    for (let column = 0; column < 36; column += 1) {
      const x = column * 46 + (row % 2) * 23
      const y = row * 40
      mesh.push(`<path d="M${x},${y - 13} l20,11 v22 l-20,11 l-20,-11 v-22 Z"/>`)
    }
  }
  const flower = (x: number, y: number, size: number) =>
    `<g transform="translate(${x} ${y})">${Array.from({ length: 8 }, (_, index) => `<ellipse cx="0" cy="${-size * 0.62}" rx="${n(size * 0.2)}" ry="${n(size * 0.42)}" transform="rotate(${index * 45})"/>`).join('')}<circle r="${n(size * 0.2)}"/></g>`
  const border = Array.from(
    { length: 17 },
    (_, index) =>
      `<path d="M${index * 100 - 50},880 a50,64 0 0 0 100,0" /><circle cx="${index * 100}" cy="912" r="13"/>`,
  ).join('')
  return svg(
    sky([0, '#2b1d2e'], [1, '#472b41']),
    `<g fill="none" stroke="#f1e8da" stroke-width="2.4" opacity="0.55">${mesh.join('')}</g>`,
    `<g fill="#f7f0e4" fill-opacity="0.9" stroke="#fffaf0" stroke-width="5">${flower(430, 390, 250)}${flower(1120, 470, 300)}${flower(800, 180, 130)}${flower(1460, 190, 120)}${flower(150, 690, 140)}</g>`,
    `<g fill="none" stroke="#f7f0e4" stroke-width="9" stroke-linecap="round"><path d="M430,390 C620,560 820,620 1120,470 M150,690 C240,560 330,470 430,390 M800,180 C900,250 1010,340 1120,470 M1120,470 C1270,380 1380,290 1460,190"/></g>`,
    `<rect y="868" width="${WIDTH}" height="${HEIGHT - 868}" fill="#2b1d2e"/><path d="M0,874 H${WIDTH}" stroke="#f7f0e4" stroke-width="12"/><g fill="none" stroke="#f7f0e4" stroke-width="8">${border}</g>`,
  )
}

/** A lace maker's pillow with its bobbins. */
export const pillow = () => {
  const chance = chanceOf('pillow')
  const sticks = Array.from({ length: 26 }, (_, index) => {
    const x = 230 + index * 46
    const y = 640 + Math.abs(index - 12.5) * -7 + chance.between(-16, 16)
    return `<path d="M${n(800 + (index - 12.5) * 9)},430 L${x},${n(y)}" stroke="#f7f0e4" stroke-width="2.5"/><rect x="${x - 7}" y="${n(y)}" width="14" height="150" rx="7" fill="${index % 3 === 0 ? '#7d5236' : '#a8744c'}"/><circle cx="${x}" cy="${n(y + 158)}" r="13" fill="#5d3b26"/>`
  }).join('')
  const pins = Array.from(
    { length: 60 },
    () => `<circle cx="${n(chance.between(640, 960))}" cy="${n(chance.between(180, 430))}" r="5" fill="#e8c86a"/>`,
  ).join('')
  return svg(
    sky([0, '#efe6d6'], [1, '#d8c7ab']),
    `<ellipse cx="800" cy="560" rx="720" ry="430" fill="#4c6a63"/><ellipse cx="800" cy="540" rx="690" ry="400" fill="#5b7d74"/>`,
    `<path d="M640,150 H960 V440 H640 Z" fill="#efe2c4"/><g fill="none" stroke="#fffaf0" stroke-width="5">${[200, 250, 300, 350, 400].map((y) => `<path d="M650,${y} q40,-40 75,0 t75,0 t75,0 t75,0"/>`).join('')}</g>`,
    pins,
    sticks,
  )
}
