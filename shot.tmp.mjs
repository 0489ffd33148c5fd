// usage: node shot.tmp.mjs user path out [wide] [noscript]
import { chromium } from 'playwright-core'

const [user, path, out, ...flags] = process.argv.slice(2)
const pw = { lan: '500365-a9f35a', truongthon: 'f469e9-9a08b7' }
const b = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-gpu'],
})
const c = await b.newContext({
  viewport: flags.includes('wide') ? { width: 1280, height: 800 } : { width: 390, height: 844 },
  locale: 'vi-VN',
  javaScriptEnabled: !flags.includes('noscript'),
})
const p = await c.newPage()
p.on('console', (m) => m.type() === 'error' && console.log('console:', m.text()))
if (user !== '-') {
  await p.goto('http://localhost:4317/login')
  await p.fill('input[name=name]', user)
  await p.fill('input[type=password]', pw[user])
  await Promise.all([
    p.waitForURL((u) => !u.pathname.startsWith('/login')),
    p.click('main form button[type=submit]'),
  ])
}
await p.goto('http://localhost:4317' + path)
for (const f of flags.filter((f) => f.startsWith('click='))) {
  await p.click(f.slice(6))
  await p.waitForTimeout(700)
}
if (flags.includes('bottom')) await p.evaluate(() => scrollTo(0, 1e6))
await p.waitForTimeout(300)
await p.screenshot({ path: out, fullPage: flags.includes('full') })
console.log(p.url())
await b.close()
