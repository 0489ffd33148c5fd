import type { Child } from 'hono/jsx'
import type { Req, Viewer } from '../../http/env.ts'
import type { View } from '../../ui/view.ts'

/** Something above a person's home, or nothing; asked for on its first page. */
export type HomeNotice = (c: Req, view: View, viewer: Viewer) => Promise<Child>

const notices: HomeNotice[] = []

/** announcements (a higher feature) says there what everybody should know. */
export function onHome(notice: HomeNotice): void {
  notices.push(notice)
}

export const homeNotices = (c: Req, view: View, viewer: Viewer): Promise<Child[]> =>
  Promise.all(notices.map((notice) => notice(c, view, viewer)))
