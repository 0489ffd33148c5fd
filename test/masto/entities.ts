import type { mastodon } from 'masto'

/** What the walk checks: each property's type, as the client library `masto` declares it, becomes a JSON schema. */
export interface Entities {
  account: mastodon.v1.Account
  accountCredentials: mastodon.v1.CredentialAccount
  application: mastodon.v1.Client
  context: mastodon.v1.Context
  instanceV1: mastodon.v1.Instance
  instance: mastodon.v2.Instance
  marker: mastodon.v1.Marker
  media: mastodon.v1.MediaAttachment
  notification: mastodon.v1.Notification
  grouped: mastodon.v1.GroupedNotificationsResults
  poll: mastodon.v1.Poll
  preference: mastodon.v1.Preference
  relationship: mastodon.v1.Relationship
  scheduled: mastodon.v1.ScheduledStatus
  search: mastodon.v2.Search
  status: mastodon.v1.Status
  statusEdit: mastodon.v1.StatusEdit
  statusSource: mastodon.v1.StatusSource
  tag: mastodon.v1.Tag
  token: mastodon.v1.Token
}
