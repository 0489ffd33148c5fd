import { periodAt } from '../src/features/transparency/periods.ts'
import { termsDay, type World } from './world.ts'

/** Answers to machines and files: no pages, and named one by one, so that a new route is a page until somebody says no. */
export const noPages = [
  /^\/api\//,
  /^\/\.well-known\//,
  /^\/nodeinfo\//,
  /^\/(assets\/:name|media\/\*|favicon\.ico|avatars\/missing\.png|avatars\/missing-face\.webp|headers\/missing\.png)$/,
  /:file\{rss|^\/:at\{@\[\^\/\]\+\\\.rss\}|sitemap\.xml$/,
  /^\/trang\/:handle\/quan-tri\/nhap\/.*bao-cao\.csv$/,
  /^\/giao-ban\/:series\/:number\{\[0-9\]\+\}\/truc-tiep\/dong$/,
  /\.ics(\}|$)|^\/su-kien\/hieu$/,
  /^\/minh-bach(\/yeu-cau)?\.(json|csv|atom)$/,
  /^\/giao-ban\/.*(atom\.xml|ics\)?\}|questions\.csv|activity\.json)$/,
  /^\/minh-bach\/so-lieu\/(:period\/)?:file/,
  /^\/minh-bach\/(so-lieu\/(:period\/)?|bao-cao\/):file|\.schema\.json$/,
  /^\/(robots\.txt|manifest\.webmanifest|health|oauth\/userinfo|live|suggest|settings\/export\/:name|xom\/:handle\/archive\.tar\.gz|trang\/:handle\/quan-tri\/tai-ve\.tar\.gz)$/,
]

/** What stands for the parts of an address that change. */
export const samples: Record<string, (world: World) => string[]> = {
  '/statuses/:id{[0-9]+}': ({ status }) => [`/statuses/${status}`],
  '/statuses/:id{[0-9]+}/reply-policy': ({ status }) => [`/statuses/${status}/reply-policy`],
  '/:at{@[^/]+}/:id{[0-9]+}': ({ me, status }) => [`/@${me.username}/${status}`],
  '/:at{@[^/]+}/:id{[0-9]+}/history': ({ me, status }) => [`/@${me.username}/${status}/history`],
  '/:at{@[^/]+}/:id{[0-9]+}/favourited': ({ me, status }) => [`/@${me.username}/${status}/favourited`],
  '/:at{@[^/]+}/:id{[0-9]+}/reblogged': ({ me, status }) => [`/@${me.username}/${status}/reblogged`],
  '/:at{@[^/]+}': ({ me, other }) => [`/@${me.username}`, `/@${other.username}`, '/@nobody_here'],
  '/:at{@[^/]+}/replies': ({ me }) => [`/@${me.username}/replies`],
  '/:at{@[^/]+}/media': ({ me }) => [`/@${me.username}/media`],
  '/:at{@[^/]+}/followers': ({ me }) => [`/@${me.username}/followers`],
  '/:at{@[^/]+}/following': ({ me }) => [`/@${me.username}/following`],
  '/users/:name': ({ me }) => [`/users/${me.username}`],
  '/tin/link/:id{[0-9]+}': ({ link }) => [`/tin/link/${link}`],
  '/tags/:tag': () => ['/tags/market'],
  '/do-nong/the/:tag': () => ['/do-nong/the/market'],
  '/do-nong/lien-ket/:id{[0-9]+}': ({ link }) => [`/do-nong/lien-ket/${link}`],
  '/do-nong/bien-phap/:id{[0-9]+}': ({ heat }) => [
    `/do-nong/bien-phap/${heat.measure}`,
    `/do-nong/bien-phap/${heat.held}`,
  ],
  '/do-nong/ke-hoach/:id{[0-9]+}': ({ heat }) => [`/do-nong/ke-hoach/${heat.plan}`],
  '/do-nong/ke-hoach/:id{[0-9]+}/sua': ({ heat }) => [`/do-nong/ke-hoach/${heat.plan}/sua`],
  '/xom/:handle/do-nong': ({ room }) => [`/xom/${room.handle}/do-nong`],
  '/xom/:handle/do-nong/bien-phap': ({ room }) => [`/xom/${room.handle}/do-nong/bien-phap`],
  '/xom/:handle/do-nong/bien-phap/moi': ({ room }) => [
    `/xom/${room.handle}/do-nong/bien-phap/moi`,
    `/xom/${room.handle}/do-nong/bien-phap/moi?loai=slow_mode`,
  ],
  '/xom/:handle': ({ room }) => [`/xom/${room.handle}`, `/xom/${room.handle}?sort=best`],
  '/xom/:handle/:thread{[0-9]+}': ({ room }) => [
    `/xom/${room.handle}/${room.thread}`,
    `/xom/${room.handle}/${room.thread}?view=time`,
  ],
  '/xom/:handle/:thread{[0-9]+}/crosspost': ({ room }) => [`/xom/${room.handle}/${room.thread}/crosspost`],
  '/xom/:handle/:thread{[0-9]+}/edit': ({ room }) => [`/xom/${room.handle}/${room.thread}/edit`],
  '/xom/:handle/:thread{[0-9]+}/unread': ({ room }) => [`/xom/${room.handle}/${room.thread}/unread`],
  '/xom/:handle/rules': ({ room }) => [`/xom/${room.handle}/rules`],
  '/xom/:handle/tu-noi-khac': ({ room }) => [`/xom/${room.handle}/tu-noi-khac`],
  '/trang/:handle/tu-noi-khac': ({ site }) => [`/trang/${site.handle}/tu-noi-khac`],
  '/xom/:handle/settings/feeds': ({ room }) => [`/xom/${room.handle}/settings/feeds`],
  '/trang/:handle/quan-tri/nguon-ngoai': ({ site }) => [`/trang/${site.handle}/quan-tri/nguon-ngoai`],
  '/xom/:handle/decisions': ({ room }) => [`/xom/${room.handle}/decisions`],
  '/xom/:handle/members': ({ room }) => [`/xom/${room.handle}/members`],
  '/xom/:handle/settings': ({ room }) => [`/xom/${room.handle}/settings`],
  '/xom/:handle/settings/rules': ({ room }) => [`/xom/${room.handle}/settings/rules`],
  '/xom/:handle/settings/members': ({ room }) => [`/xom/${room.handle}/settings/members`],
  '/xom/:handle/settings/members/:account/remove': ({ room, other }) => [
    `/xom/${room.handle}/settings/members/${other.id}/remove`,
  ],
  '/xom/:handle/settings/invites': ({ room }) => [`/xom/${room.handle}/settings/invites`],
  '/invite/community/:code': ({ room }) => [`/invite/community/${room.code}`, '/invite/community/nowhere'],
  '/xom/:handle/wiki': ({ room }) => [`/xom/${room.handle}/wiki`],
  '/xom/:handle/wiki/new': ({ room }) => [`/xom/${room.handle}/wiki/new`],
  '/xom/:handle/wiki/:slug': ({ room }) => [`/xom/${room.handle}/wiki/${room.page}`],
  '/xom/:handle/wiki/:slug/edit': ({ room }) => [`/xom/${room.handle}/wiki/${room.page}/edit`],
  '/xom/:handle/wiki/:slug/history': ({ room }) => [`/xom/${room.handle}/wiki/${room.page}/history?to=2`],
  '/trang/:handle': ({ site }) => [`/trang/${site.handle}`],
  '/trang/:handle/': ({ site }) => [`/trang/${site.handle}/`],
  '/trang/:handle/:slug{[^./]+}': ({ site }) => [
    `/trang/${site.handle}/${site.slug}`,
    `/trang/${site.handle}/${site.slug}?thu-tu=best&tra-loi=1`,
  ],
  '/trang/:handle/chuyen-muc/:section': ({ site }) => [`/trang/${site.handle}/chuyen-muc/${site.section}`],
  '/trang/:handle/the/:tag': ({ site }) => [`/trang/${site.handle}/the/market`],
  '/trang/:handle/loat-bai/:series': ({ site }) => [`/trang/${site.handle}/loat-bai/${site.series}`],
  '/trang/:handle/gioi-thieu': ({ site }) => [`/trang/${site.handle}/gioi-thieu`],
  '/trang/:handle/t/:thread{[0-9]+}': ({ site }) => [`/trang/${site.handle}/t/${site.thread}`],
  '/trang/:handle/quan-tri': ({ site }) => [
    `/trang/${site.handle}/quan-tri`,
    `/trang/${site.handle}/quan-tri?state=draft`,
  ],
  '/trang/:handle/quan-tri/bai/moi': ({ site }) => [`/trang/${site.handle}/quan-tri/bai/moi`],
  '/trang/:handle/quan-tri/bai/:id{[0-9]+}': ({ site }) => [
    `/trang/${site.handle}/quan-tri/bai/${site.article}`,
  ],
  '/trang/:handle/quan-tri/bai/:id{[0-9]+}/ban/:revision{[0-9]+}': ({ site }) => [
    `/trang/${site.handle}/quan-tri/bai/${site.article}/ban/1`,
    `/trang/${site.handle}/quan-tri/bai/${site.article}/ban/2`,
  ],
  '/trang/:handle/quan-tri/dan': ({ site }) => [`/trang/${site.handle}/quan-tri/dan`],
  '/trang/:handle/quan-tri/binh-luan': ({ site }) => [`/trang/${site.handle}/quan-tri/binh-luan`],
  '/trang/:handle/quan-tri/cai-dat': ({ site }) => [`/trang/${site.handle}/quan-tri/cai-dat`],
  '/trang/:handle/quan-tri/nhan-su': ({ site }) => [`/trang/${site.handle}/quan-tri/nhan-su`],
  '/trang/:handle/quan-tri/loat-bai': ({ site }) => [`/trang/${site.handle}/quan-tri/loat-bai`],
  '/trang/:handle/quan-tri/nhap': ({ site }) => [`/trang/${site.handle}/quan-tri/nhap`],
  '/trang/:handle/quan-tri/nhap/:id{[0-9]+}': ({ site, imports }) =>
    [imports.waiting, imports.stopped, imports.done, imports.refused].map(
      (id) => `/trang/${site.handle}/quan-tri/nhap/${id}`,
    ),
  '/trang/:handle/:slug/binh-luan-cu': ({ site, imports }) => [
    `/trang/${site.handle}/${imports.slug}`,
    `/trang/${site.handle}/${imports.slug}/binh-luan-cu`,
    `/trang/${site.handle}/${site.slug}/binh-luan-cu`,
  ],
  '/trang/:handle/:path{.+}': ({ site }) => [`/trang/${site.handle}/2015/11/nowhere.html`],
  '/giao-ban/:series': ({ briefing }) => [`/giao-ban/${briefing.slug}`],
  '/giao-ban/:series/cai-dat': ({ briefing }) => [`/giao-ban/${briefing.slug}/cai-dat`],
  '/giao-ban/:series/ky-moi': ({ briefing }) => [`/giao-ban/${briefing.slug}/ky-moi`],
  '/giao-ban/:series/:number{[0-9]+}': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/4`,
    `/giao-ban/${briefing.slug}/5`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/sua': ({ briefing }) => [`/giao-ban/${briefing.slug}/4/sua`],
  '/giao-ban/:series/:number{[0-9]+}/thanh-phan': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/thanh-phan`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/thanh-phan/:id{[0-9]+}': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/thanh-phan/${briefing.person}`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/chuong-trinh': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/chuong-trinh`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/chuong-trinh/:id{[0-9]+}': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/chuong-trinh/${briefing.item}`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/bien-ban': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/4/bien-ban`,
    `/giao-ban/${briefing.slug}/5/bien-ban`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/bien-ban/viet': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/bien-ban/viet`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/bien-ban/lich-su/:part{[0-9]+}': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/bien-ban/lich-su/${briefing.part}?to=2`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/bien-ban/loi/:speech{[0-9]+}': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/bien-ban/loi/1`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/so-lieu': ({ briefing }) => [`/giao-ban/${briefing.slug}/4/so-lieu`],
  '/giao-ban/:series/:number{[0-9]+}/truc-tiep': ({ briefing }) => [
    `/giao-ban/${briefing.slug}/5/truc-tiep`,
    `/giao-ban/${briefing.slug}/5/truc-tiep?man-hinh=1`,
  ],
  '/su-kien/:id{[0-9]+}': ({ events }) => Object.values(events).map((id) => `/su-kien/${id}`),
  '/su-kien/:id{[0-9]+}/sua': ({ events }) => [`/su-kien/${events.lunar}/sua`],
  '/su-kien/:id{[0-9]+}/huy': ({ events }) => [`/su-kien/${events.lunar}/huy`],
  '/su-kien/thang/:month{[0-9]{4}-[0-9]{2}}': () => ['/su-kien/thang/2027-02', '/su-kien/thang/2031-03'],
  '/xom/:handle/su-kien': ({ room }) => [`/xom/${room.handle}/su-kien`],
  '/settings/filters/:id': ({ filter }) => [`/settings/filters/${filter}`],
  '/moderation/cases/:id': ({ waitingCase, appealedCase }) => [
    `/moderation/cases/${waitingCase}`,
    `/moderation/cases/${appealedCase}`,
  ],
  '/moderation/:id{[0-9]+}/identifiers': ({ scam, waitingCase }) => [
    `/moderation/${scam.caseId}/identifiers`,
    `/moderation/${waitingCase}/identifiers`,
  ],
  '/giao-ban/:series/:number/cau-hoi': ({ asked }) => [
    `/giao-ban/${asked.series}/${asked.number}/cau-hoi`,
    `/giao-ban/${asked.series}/${asked.number}/cau-hoi?sort=divisive`,
  ],
  '/giao-ban/:series/:number/cau-hoi/:n': ({ asked }) =>
    [1, 2, 4, 6, 7].map((n) => `/giao-ban/${asked.series}/${asked.number}/cau-hoi/${n}`),
  '/giao-ban/:series/:number/bieu-quyet': ({ asked }) => [
    `/giao-ban/${asked.series}/${asked.number}/bieu-quyet`,
  ],
  '/giao-ban/:series/:number/y-kien': ({ asked }) => [`/giao-ban/${asked.series}/${asked.number}/y-kien`],
  '/lua-dao/:id': ({ scam }) => [`/lua-dao/${scam.entry}`],
  '/admin/people/:id{[0-9]+}/suspend': ({ other }) => [`/admin/people/${other.id}/suspend`],
  '/ly-do/:publicId': ({ statement }) => [`/ly-do/${statement}`],
  '/admin/announcements/:id{[0-9]+}': ({ announcement }) => [`/admin/announcements/${announcement}`],
  '/terms/:date{[0-9]{4}-[0-9]{2}-[0-9]{2}}': ({ server }) => [`/terms/${termsDay(server)}`],
  // As the terms; with a version of its own, the words that come with Xóm would be walked by nobody.
  '/privacy/:date{[0-9]{4}-[0-9]{2}-[0-9]{2}}': () => [],
  '/minh-bach/so-lieu/:period{20[0-9]{2}-[QH0-9]+}': ({ server }) => [
    `/minh-bach/so-lieu/${periodAt('half', server.ctx.clock()).id}`,
  ],
  '/giao-ban/:series/:number{[0-9]+}/ket-luan': ({ conclusions: { slug } }) =>
    [1, 2].map((number) => `/giao-ban/${slug}/${number}/ket-luan`),
  '/giao-ban/:series/:number{[0-9]+}/ket-luan/:part/:id{[0-9]+}': ({ conclusions: { slug, parts } }) =>
    Object.entries(parts).map(([part, id]) => `/giao-ban/${slug}/1/ket-luan/${part}/${id}`),
  '/giao-ban/:series/viec': ({ conclusions: { slug } }) => [
    `/giao-ban/${slug}/viec`,
    `/giao-ban/${slug}/viec?xem=dropped`,
  ],
  '/giao-ban/:series/viec/:number{[0-9]+}': ({ conclusions: { slug } }) =>
    [1, 2].map((number) => `/giao-ban/${slug}/viec/${number}`),
  '/giao-ban/:series/tran-tro': ({ conclusions: { slug } }) => [`/giao-ban/${slug}/tran-tro`],
  '/giao-ban/:series/:number{[0-9]+}/ban-in': ({ conclusions: { slug } }) => [`/giao-ban/${slug}/1/ban-in`],
  '/giao-ban/:series/:number{[0-9]+}/phien-ban': ({ conclusions: { slug } }) => [
    `/giao-ban/${slug}/1/phien-ban`,
    `/giao-ban/${slug}/2/phien-ban`,
  ],
  '/minh-bach/bao-cao/:id{[0-9]{1,19}}': ({ reports }) => [
    `/minh-bach/bao-cao/${reports.own}`,
    `/minh-bach/bao-cao/${reports.theirs}`,
  ],
  '/minh-bach/su-co/:id{[0-9]{1,19}}': ({ reports }) => [`/minh-bach/su-co/${reports.incident}`],
  '/minh-bach/quyen-du-lieu/:id{[0-9]{1,19}}': ({ reports }) => [
    `/minh-bach/quyen-du-lieu/${reports.dataRequest}`,
  ],
  '/xom/:handle/suc-khoe': ({ room }) => [`/xom/${room.handle}/suc-khoe`],
  '/minh-bach/yeu-cau/:id{[0-9]+}': ({ request }) => [`/minh-bach/yeu-cau/${request}`],
}

/** Pages that show more with a query. */
export const queries: Record<string, (world: World) => string[]> = {
  '/admin/terms': () => ['/admin/terms', '/admin/terms?start=privacy&language=en'],
  '/compose': ({ status, other }) => [
    '/compose',
    `/compose?edit=${status}`,
    `/compose?reply=${status}`,
    `/compose?text=@${other.username}`,
  ],
  '/moderation': () => ['/moderation', '/moderation?category=spam&show=free'],
  '/moderation/blocks': () => [
    '/moderation/blocks',
    '/moderation/blocks?kind=domain',
    '/moderation/blocks?kind=ip&target=203.0.113.0/24',
  ],
  '/xom': () => ['/xom', '/xom?q=nothing-like-this'],
  '/report': ({ status, other }) => [`/report?status=${status}`, `/report?account=${other.username}`],
  '/report/thanks': () => ['/report/thanks?about=self_harm'],
  '/minh-bach': () => ['/minh-bach', '/minh-bach?measure=warn', '/minh-bach?from=x'],
  '/search': () => [
    '/search',
    '/search?q=me',
    '/search?q=nothing-like-this',
    '/search?q=a+from:nobody_at_all&tab=posts',
  ],
  '/su-kien/moi': () => ['/su-kien/moi', '/su-kien/moi?start=30/2'],
  '/do-nong/bien-phap/moi': () => [
    '/do-nong/bien-phap/moi',
    '/do-nong/bien-phap/moi?loai=moderator_shift',
    '/do-nong/bien-phap/moi?loai=young_accounts',
  ],
  '/notifications': () => ['/notifications', '/notifications?tab=mentions'],
  '/confirm': ({ confirm }) => ['/confirm', `/confirm?token=${confirm}`],
  '/reset/new': ({ reset }) => ['/reset/new', `/reset/new?token=${reset}`],
  '/oauth/authorize': ({ clientId }) => [
    '/oauth/authorize',
    `/oauth/authorize?response_type=code&client_id=${clientId}&scope=read&redirect_uri=${encodeURIComponent('http://127.0.0.1/callback')}`,
  ],
  '/oauth/authorize/native': () => ['/oauth/authorize/native?code=abc'],
}
