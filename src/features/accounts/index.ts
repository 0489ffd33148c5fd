import type { Feature } from '../../feature.ts'

/**
 * The public face of people: handle, names, pictures, bio, fields, counters. Owns `accounts` and `account_counts`.
 */
export const accounts: Feature = { name: 'accounts' }

export {
  changeCounts,
  cleanDisplayName,
  createLocalAccount,
  findByAcct,
  findLocalByUsername,
  getAccount,
  type NewAccount,
  touchAccount,
} from './accounts.ts'
export type { Account, CredentialAccount, Relationship } from './api.ts'
export { presentAccounts } from './present.ts'
export type { AccountRow, CountChange, StoredField } from './sql.ts'
export { acctOf, avatarUrl, headerUrl, mediaUrl, publicUrl, uriOf } from './urls.ts'
