/**
 * The network itself: its name, words, rules and sign-up mode; what it says of itself to people (/about, /rules,
 * /terms, /privacy) and machines (NodeInfo, robots.txt, web manifest, health); the gate that waits for the set-up. Owns
 * `settings`, `rules` and `network_texts` (terms, privacy: in versions). The first-run wizard and the API's instance entity are in features/admin, for they need
 * people.
 */
import type { Feature } from '../../feature.ts'
import { routes } from './routes.tsx'

export { type NewRule, saveRules, starterRules } from './rules.ts'
export {
  getSettings,
  type InstanceSettings,
  isSetUp,
  type NetworkStats,
  networkStats,
  type RegistrationMode,
  registrationModes,
  saveSettings,
} from './settings.ts'
export { findContact, listRules, type RuleRow } from './sql.ts'
export {
  currentText,
  listTexts,
  type NetworkText,
  publishText,
  STANDARD_PRIVACY_AT,
  standardText,
  type TextKind,
  textHtml,
  textKinds,
  textOf,
} from './texts.ts'
export { selectChangedAt } from './texts-sql.ts'

export const instance: Feature = { name: 'instance', routes }
