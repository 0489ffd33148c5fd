import type { Feature } from '../../feature.ts'
import { applyDomain } from './domains.ts'
import { accountRoutes } from './routes.ts'
import { verifyLinks } from './verify.ts'

/**
 * The public face of people: handle, names, pictures, bio, fields, counters. Owns `accounts` and `account_counts`.
 * Endpoints: GET /api/v1/accounts, /accounts/:id, /accounts/lookup, /accounts/verify_credentials.
 */
export const accounts: Feature = {
  name: 'accounts',
  routes: accountRoutes,
  jobs: { 'accounts.verifyLinks': verifyLinks, 'accounts.applyDomain': applyDomain },
}

export {
  changeCounts,
  changeCountsOf,
  changeCountsOfMany,
  cleanDisplayName,
  createGroupAccount,
  createLocalAccount,
  findAnyAccount,
  findByAcct,
  findLocalByUsername,
  getAccount,
  getPublicAccount,
  type NewAccount,
  touchAccount,
} from './accounts.ts'
export type { Account, CredentialAccount, Relationship } from './api.ts'
export { presentCredentials } from './credentials.ts'
export { PersonRow } from './person.tsx'
export { presentAccounts, presentSkeletons } from './present.ts'
export {
  ATTRIBUTION_LIMIT,
  cleanProfile,
  FIELD_LIMIT,
  FIELDS_LIMIT,
  NOTE_LIMIT,
  type ProfileChanges,
  updateProfile,
} from './profile.ts'
export type { AccountRow, CountChange, StoredField } from './sql.ts'
export { emptyAccount } from './sql.ts'
export { silenceAccount, suspendAccount, unsuspendAccount } from './suspend.ts'
export { acctOf, avatarUrl, headerUrl, mediaUrl, publicUrl, uriOf } from './urls.ts'
