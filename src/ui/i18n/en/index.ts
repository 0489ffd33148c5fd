import type { Messages } from '../index.ts'
import { accounts } from './accounts.ts'
import { admin } from './admin.ts'
import { announcements } from './announcements.ts'
import { articles } from './articles.ts'
import { auth } from './auth.ts'
import { briefings } from './briefings.ts'
import { cli } from './cli.ts'
import { common } from './common.ts'
import { communities } from './communities.ts'
import { editor } from './editor.ts'
import { errors } from './errors.ts'
import { events } from './events.ts'
import { feeds } from './feeds.ts'
import { fields } from './fields.ts'
import { figures } from './figures.ts'
import { filters } from './filters.ts'
import { gates } from './gates.ts'
import { health } from './health.ts'
import { heat } from './heat.ts'
import { imports } from './imports.ts'
import { instance } from './instance.ts'
import { mail } from './mail.ts'
import { measures } from './measures.ts'
import { media } from './media.ts'
import { moderation } from './moderation.ts'
import { news } from './news.ts'
import { notifications } from './notifications.ts'
import { outcomes } from './outcomes.ts'
import { periods } from './periods.ts'
import { polls } from './polls.ts'
import { proceedings } from './proceedings.ts'
import { questions } from './questions.ts'
import { readiness } from './readiness.ts'
import { scams } from './scams.ts'
import { scheduled } from './scheduled.ts'
import { search } from './search.ts'
import { settings } from './settings.ts'
import { sites } from './sites.ts'
import { start } from './start.ts'
import { statuses } from './statuses.ts'
import { terms } from './terms.ts'
import { timelines } from './timelines.ts'
import { transparency } from './transparency.ts'

export const en: Messages = {
  ...accounts,
  ...admin,
  ...announcements,
  ...articles,
  ...auth,
  ...briefings,
  ...cli,
  ...common,
  ...communities,
  ...editor,
  ...errors,
  ...events,
  ...feeds,
  ...fields,
  ...figures,
  ...filters,
  ...gates,
  ...health,
  ...heat,
  ...imports,
  ...instance,
  ...mail,
  ...measures,
  ...media,
  ...moderation,
  ...news,
  ...notifications,
  ...outcomes,
  ...periods,
  ...polls,
  ...proceedings,
  ...questions,
  ...readiness,
  ...scams,
  ...scheduled,
  ...search,
  ...settings,
  ...sites,
  ...start,
  ...statuses,
  ...terms,
  ...timelines,
  ...transparency,
}
