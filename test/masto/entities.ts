import type { mastodon } from 'masto'

/** What the walk checks: each property's type, as the client library `masto` declares it, becomes a JSON schema. */
export interface Entities {
  adminDomainAllow: mastodon.v1.admin.DomainAllow
  adminDomainBlock: mastodon.v1.admin.DomainBlock
  adminEmailDomainBlock: mastodon.v1.admin.EmailDomainBlock
  adminIpBlock: mastodon.v1.admin.IpBlock
  domainBlock: mastodon.v1.DomainBlock
  account: mastodon.v1.Account
  accountCredentials: mastodon.v1.CredentialAccount
  announcement: mastodon.v1.Announcement
  application: mastodon.v1.Client
  context: mastodon.v1.Context
  extendedDescription: mastodon.v1.ExtendedDescription
  instanceV1: mastodon.v1.Instance
  instance: mastodon.v2.Instance
  marker: mastodon.v1.Marker
  media: mastodon.v1.MediaAttachment
  notification: mastodon.v1.Notification
  grouped: mastodon.v1.GroupedNotificationsResults
  poll: mastodon.v1.Poll
  preference: mastodon.v1.Preference
  relationship: mastodon.v1.Relationship
  rule: mastodon.v1.Rule
  scheduled: mastodon.v1.ScheduledStatus
  search: mastodon.v2.Search
  status: mastodon.v1.Status
  statusEdit: mastodon.v1.StatusEdit
  statusSource: mastodon.v1.StatusSource
  tag: mastodon.v1.Tag
  trendLink: mastodon.v1.TrendLink
  token: mastodon.v1.Token
  report: mastodon.v1.Report
  adminReport: mastodon.v1.admin.Report
  /** Its `account` is checked apart: both types are called Account, which the generator cannot hold in one schema. */
  adminAccount: Omit<mastodon.v1.admin.Account, 'account'>
  filter: mastodon.v2.Filter
  filterKeyword: mastodon.v1.FilterKeyword
  filterStatus: mastodon.v1.FilterStatus
}

export type Entity_adminDomainAllow = Entities['adminDomainAllow']
export type Entity_adminDomainBlock = Entities['adminDomainBlock']
export type Entity_adminEmailDomainBlock = Entities['adminEmailDomainBlock']
export type Entity_adminIpBlock = Entities['adminIpBlock']
export type Entity_domainBlock = Entities['domainBlock']
export type Entity_account = Entities['account']
export type Entity_accountCredentials = Entities['accountCredentials']
export type Entity_announcement = Entities['announcement']
export type Entity_application = Entities['application']
export type Entity_context = Entities['context']
export type Entity_extendedDescription = Entities['extendedDescription']
export type Entity_instanceV1 = Entities['instanceV1']
export type Entity_instance = Entities['instance']
export type Entity_marker = Entities['marker']
export type Entity_media = Entities['media']
export type Entity_notification = Entities['notification']
export type Entity_grouped = Entities['grouped']
export type Entity_poll = Entities['poll']
export type Entity_preference = Entities['preference']
export type Entity_relationship = Entities['relationship']
export type Entity_rule = Entities['rule']
export type Entity_scheduled = Entities['scheduled']
export type Entity_search = Entities['search']
export type Entity_status = Entities['status']
export type Entity_statusEdit = Entities['statusEdit']
export type Entity_statusSource = Entities['statusSource']
export type Entity_trendLink = Entities['trendLink']
export type Entity_tag = Entities['tag']
export type Entity_token = Entities['token']
export type Entity_report = Entities['report']
export type Entity_adminReport = Entities['adminReport']
export type Entity_adminAccount = Entities['adminAccount']
export type Entity_filter = Entities['filter']
export type Entity_filterKeyword = Entities['filterKeyword']
export type Entity_filterStatus = Entities['filterStatus']
