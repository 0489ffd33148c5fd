-- The first lane: people, posts, and what they do with each other.
-- Ids are 64-bit and sort by time: milliseconds since 1970 shifted left by 16, plus a sequence.

create extension if not exists pg_trgm;

create sequence id_sequence cache 32;

create function next_id() returns bigint language sql volatile parallel safe as $$
  select ((extract(epoch from clock_timestamp()) * 1000)::bigint << 16) | (nextval('id_sequence') & 65535)
$$;

-- ---------------------------------------------------------------- the network itself

create table settings (
  key text primary key,
  value jsonb not null,
  updated_at timestamptz not null default now()
);

create table rules (
  id bigint primary key default next_id(),
  position integer not null,
  text text not null,
  hint text not null default '',
  created_at timestamptz not null default now(),
  deleted_at timestamptz
);

-- ---------------------------------------------------------------- accounts (the public face, local or remote)

create table accounts (
  id bigint primary key default next_id(),
  username text not null,
  domain text,                                   -- null: lives here
  uri text,                                      -- ActivityPub id; null for local accounts (computed)
  url text,
  inbox_url text,
  shared_inbox_url text,
  outbox_url text,
  followers_url text,
  display_name text not null default '',
  note text not null default '',                 -- sanitised HTML, rendered once
  note_source text not null default '',
  fields jsonb not null default '[]',            -- [{name, source, value, verified_at}]
  avatar_media text,                             -- storage key of the local copy
  header_media text,
  avatar_remote_url text,
  header_remote_url text,
  actor_type text not null default 'Person',     -- Person, Service (bot), Group, Organization, Application
  locked boolean not null default false,
  discoverable boolean,
  indexable boolean not null default false,
  hide_collections boolean not null default false,
  memorial boolean not null default false,
  also_known_as text[] not null default '{}',
  moved_to_id bigint references accounts (id),
  public_key text,
  private_key text,
  search_key text not null default '',           -- key() of display name and handle, for mention and people search
  version integer not null default 1,            -- grows with each visible change; keys the presentation cache
  silenced_at timestamptz,
  suspended_at timestamptz,
  suspension_origin text,                        -- local, remote or self (deletion asked by the owner)
  deleted_at timestamptz,                        -- emptied: only the handle remains taken
  fetched_at timestamptz,                        -- remote: last refresh
  created_at timestamptz not null default now(),
  constraint accounts_local_has_no_uri check (domain is not null or uri is null)
);
create unique index accounts_handle on accounts (lower(username), coalesce(lower(domain), ''));
create unique index accounts_uri on accounts (uri) where uri is not null;
create index accounts_search on accounts using gin (search_key gin_trgm_ops);
-- Public timelines ask for every post whether its author is among these few.
create index accounts_hidden on accounts (id) where silenced_at is not null or suspended_at is not null;
create index accounts_local_recent on accounts (id desc) where domain is null;

-- Counters apart from the wide row, so that a follow does not rewrite a profile. One function changes each.
create table account_counts (
  account_id bigint primary key references accounts (id) on delete cascade,
  followers integer not null default 0,
  following integer not null default 0,
  statuses integer not null default 0,
  last_status_at timestamptz
) with (fillfactor = 70);

-- ---------------------------------------------------------------- users (what only the owner and the door know)

create table invites (
  id bigint primary key default next_id(),
  code text not null unique,
  created_by bigint not null references accounts (id) on delete cascade,
  note text not null default '',
  max_uses integer,
  uses integer not null default 0,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index invites_by on invites (created_by, id desc);

create table users (
  account_id bigint primary key references accounts (id) on delete cascade,
  email text not null,
  email_confirmed_at timestamptz,
  unconfirmed_email text,
  password_hash text,                            -- argon2id; null for people who only use a passkey
  role text not null default 'user' check (role in ('user', 'moderator', 'admin')),
  locale text not null default 'vi',
  approved_at timestamptz,                       -- null: waits for approval
  reason text not null default '',               -- why she would like to join
  invite_id bigint references invites (id) on delete set null,
  preferences jsonb not null default '{}',       -- see features/preferences
  totp_secret text,                              -- set and totp_enabled_at null: being set up
  totp_enabled_at timestamptz,
  totp_last_step bigint,                         -- refuses a code used twice
  active_at timestamptz not null default now(),  -- day precision; decides who gets a home timeline kept
  home_built_at timestamptz,                     -- null: home must be rebuilt at the next visit
  disabled_at timestamptz,
  delete_after timestamptz,                      -- the owner asked for deletion; carried out after this
  created_at timestamptz not null default now()
);
create unique index users_email on users (lower(email));
create index users_pending on users (created_at) where approved_at is null;
create index users_delete_after on users (delete_after) where delete_after is not null;

create table recovery_codes (
  account_id bigint not null references users (account_id) on delete cascade,
  code_hash bytea not null,
  used_at timestamptz,
  primary key (account_id, code_hash)
);

create table passkeys (
  id text primary key,                           -- credential id, base64url
  account_id bigint not null references users (account_id) on delete cascade,
  name text not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}',
  created_at timestamptz not null default now(),
  last_used_at timestamptz
);
create index passkeys_account on passkeys (account_id);

-- One-time secrets: e-mail confirmation, change of address, password reset, set-up link, passkey challenges.
create table one_time_tokens (
  token_hash bytea primary key,
  purpose text not null,
  account_id bigint references users (account_id) on delete cascade,
  data jsonb not null default '{}',
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index one_time_tokens_account on one_time_tokens (account_id, purpose);
create index one_time_tokens_expiry on one_time_tokens (expires_at);

create table sessions (
  id bigint primary key default next_id(),
  token_hash bytea not null unique,
  account_id bigint not null references users (account_id) on delete cascade,
  device text not null default '',               -- 'Firefox, Android': never the whole user agent
  created_at timestamptz not null default now(),
  last_used_at timestamptz not null default now(),
  expires_at timestamptz not null
);
create index sessions_account on sessions (account_id, id desc);
create index sessions_expiry on sessions (expires_at);

-- Outgoing mail kept for the development inbox page only.
create table dev_mails (
  id bigint primary key default next_id(),
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamptz not null default now()
);

-- ---------------------------------------------------------------- OAuth 2

create table oauth_apps (
  id bigint primary key default next_id(),
  name text not null,
  website text,
  redirect_uris text[] not null,
  scopes text[] not null,
  client_id text not null unique,
  client_secret_hash bytea not null,
  created_at timestamptz not null default now()
);

create table oauth_grants (
  code_hash bytea primary key,
  app_id bigint not null references oauth_apps (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  redirect_uri text not null,
  scopes text[] not null,
  code_challenge text,
  code_challenge_method text,
  expires_at timestamptz not null,
  used_at timestamptz,
  created_at timestamptz not null default now()
);
create index oauth_grants_expiry on oauth_grants (expires_at);
create index oauth_grants_app on oauth_grants (app_id);
create index oauth_grants_account on oauth_grants (account_id);

create table oauth_tokens (
  id bigint primary key default next_id(),
  token_hash bytea not null unique,
  refresh_hash bytea unique,
  app_id bigint not null references oauth_apps (id) on delete cascade,
  account_id bigint references users (account_id) on delete cascade,   -- null: the app itself
  grant_code_hash bytea,                         -- a code used twice revokes what it gave
  scopes text[] not null,
  expires_at timestamptz,
  last_used_at timestamptz,
  created_at timestamptz not null default now()
);
create index oauth_tokens_account on oauth_tokens (account_id, id desc);
create index oauth_tokens_app on oauth_tokens (app_id);
create index oauth_tokens_grant on oauth_tokens (grant_code_hash) where grant_code_hash is not null;

-- ---------------------------------------------------------------- between people

create table follows (
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  id bigint not null default next_id(),
  uri text,
  show_reblogs boolean not null default true,
  notify boolean not null default false,
  languages text[],
  created_at timestamptz not null default now(),
  primary key (account_id, target_id),
  check (account_id <> target_id)
);
create index follows_target on follows (target_id, id desc) include (account_id);
create index follows_account on follows (account_id, id desc);
create index follows_notify on follows (target_id) where notify;
create index follows_fan_out on follows (target_id, account_id) include (show_reblogs);

create table follow_requests (
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  id bigint not null default next_id(),
  uri text,
  show_reblogs boolean not null default true,
  notify boolean not null default false,
  languages text[],
  created_at timestamptz not null default now(),
  primary key (account_id, target_id)
);
create index follow_requests_target on follow_requests (target_id, id desc);

create table blocks (
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  id bigint not null default next_id(),
  uri text,
  created_at timestamptz not null default now(),
  primary key (account_id, target_id)
);
create index blocks_target on blocks (target_id, account_id);
create index blocks_account on blocks (account_id, id desc);

create table mutes (
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  id bigint not null default next_id(),
  notifications boolean not null default true,
  expires_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (account_id, target_id)
);
create index mutes_account on mutes (account_id, id desc);
create index mutes_target on mutes (target_id);
create index mutes_expiry on mutes (expires_at) where expires_at is not null;

create table account_notes (
  account_id bigint not null references accounts (id) on delete cascade,
  target_id bigint not null references accounts (id) on delete cascade,
  comment text not null,
  primary key (account_id, target_id)
);
create index account_notes_target on account_notes (target_id);

-- ---------------------------------------------------------------- statuses

create table polls (
  id bigint primary key default next_id(),
  account_id bigint not null references accounts (id) on delete cascade,
  multiple boolean not null default false,
  hide_totals boolean not null default false,
  expires_at timestamptz,
  closed_at timestamptz,                         -- set once the closing notifications are out
  votes_count integer not null default 0,
  voters_count integer not null default 0,
  options jsonb not null,                        -- [{title, votes_count}]
  fetched_at timestamptz
) with (fillfactor = 80);
create index polls_account on polls (account_id);
create index polls_open on polls (expires_at) where closed_at is null;

create table poll_votes (
  poll_id bigint not null references polls (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  choice smallint not null,
  uri text,
  created_at timestamptz not null default now(),
  primary key (poll_id, account_id, choice)
);
create index poll_votes_account on poll_votes (account_id);

create table statuses (
  id bigint primary key default next_id(),
  account_id bigint not null references accounts (id),
  uri text,                                      -- null for local ones (computed)
  url text,
  local boolean not null default true,
  in_reply_to_id bigint references statuses (id) on delete set null,
  in_reply_to_account_id bigint references accounts (id),
  thread_id bigint not null,                     -- the first status of the thread; its own id for a first one
  reblog_of_id bigint references statuses (id) on delete cascade,
  text text not null default '',                 -- what the author typed, NFC
  content text not null default '',              -- sanitised HTML, rendered once
  spoiler_text text not null default '',
  visibility text not null check (visibility in ('public', 'unlisted', 'private', 'direct')),
  sensitive boolean not null default false,
  language text,
  poll_id bigint references polls (id) on delete set null,
  app_id bigint references oauth_apps (id) on delete set null,
  version integer not null default 1,            -- keys the presentation cache
  created_at timestamptz not null default now(),
  edited_at timestamptz,
  deleted_at timestamptz,                        -- gone for everybody; the row goes after the tombstones are out
  fetched_at timestamptz
);
create unique index statuses_uri on statuses (uri) where uri is not null;
create index statuses_account on statuses (account_id, id desc) where deleted_at is null;
create unique index statuses_reblog on statuses (reblog_of_id, account_id) where reblog_of_id is not null and deleted_at is null;
create index statuses_reply on statuses (in_reply_to_id, id) where in_reply_to_id is not null;
create index statuses_reply_account on statuses (in_reply_to_account_id) where in_reply_to_account_id is not null;
create index statuses_thread on statuses (thread_id, id) where reblog_of_id is null;
create index statuses_poll on statuses (poll_id) where poll_id is not null;
create index statuses_app on statuses (app_id) where app_id is not null;
-- The local and the federated timeline: replies to others and boosts stay out.
create index statuses_public on statuses (id desc)
  where visibility = 'public' and reblog_of_id is null and deleted_at is null
    and (in_reply_to_account_id is null or in_reply_to_account_id = account_id);
create index statuses_public_local on statuses (id desc)
  where visibility = 'public' and reblog_of_id is null and deleted_at is null and local
    and (in_reply_to_account_id is null or in_reply_to_account_id = account_id);
create index statuses_direct on statuses (account_id, id desc) where visibility = 'direct' and deleted_at is null;

create table status_counts (
  status_id bigint primary key references statuses (id) on delete cascade,
  replies integer not null default 0,
  reblogs integer not null default 0,
  favourites integer not null default 0
) with (fillfactor = 70);

create table status_edits (
  id bigint primary key default next_id(),
  status_id bigint not null references statuses (id) on delete cascade,
  text text not null,
  content text not null,
  spoiler_text text not null,
  sensitive boolean not null,
  language text,
  media jsonb not null default '[]',             -- [{id, description}] in order
  poll_options jsonb,
  created_at timestamptz not null
);
create index status_edits_status on status_edits (status_id, id);

create table status_mentions (
  status_id bigint not null references statuses (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  silent boolean not null default false,         -- may see it, was not notified
  primary key (status_id, account_id)
);
create index status_mentions_account on status_mentions (account_id, status_id desc);

create table tags (
  id bigint primary key default next_id(),
  key text not null unique,                      -- Vietnamese key without '_' (VIETNAMESE.md rule 7)
  name text not null,                            -- display form as first used
  created_at timestamptz not null default now()
);
create index tags_search on tags using gin (key gin_trgm_ops);

create table status_tags (
  tag_id bigint not null references tags (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  name text not null,                            -- as written in this status
  listed boolean not null,                       -- public, so on the tag's page
  primary key (tag_id, status_id)
);
create index status_tags_status on status_tags (status_id);
create index status_tags_listed on status_tags (tag_id, status_id desc) where listed;

create table media (
  id bigint primary key default next_id(),
  account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint references statuses (id) on delete set null,
  scheduled_id bigint,
  position smallint not null default 0,
  type text not null check (type in ('image', 'gifv', 'video', 'audio', 'unknown')),
  state text not null default 'ready' check (state in ('processing', 'ready', 'failed')),
  file text,                                     -- storage key of the original as we keep it
  file_type text,                                -- media type
  file_size bigint,
  thumbnail text,
  remote_url text,
  remote_thumbnail_url text,
  description text not null default '',
  blurhash text,
  focus_x real not null default 0,
  focus_y real not null default 0,
  meta jsonb not null default '{}',              -- Mastodon's meta: original, small, length...
  created_at timestamptz not null default now()
);
create index media_status on media (status_id, position) where status_id is not null;
create index media_account on media (account_id, id desc);
create index media_unattached on media (created_at) where status_id is null and scheduled_id is null;

-- For the profile's "media" tab, without a scan of all posts.
create table status_media_index (
  account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  primary key (account_id, status_id)
);
create index status_media_index_status on status_media_index (status_id);

create table favourites (
  account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  id bigint not null default next_id(),
  uri text,
  created_at timestamptz not null default now(),
  primary key (account_id, status_id)
);
create index favourites_status on favourites (status_id, id desc) include (account_id);
create index favourites_account on favourites (account_id, id desc) include (status_id);

create table bookmarks (
  account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  id bigint not null default next_id(),
  created_at timestamptz not null default now(),
  primary key (account_id, status_id)
);
create index bookmarks_account on bookmarks (account_id, id desc) include (status_id);
create index bookmarks_status on bookmarks (status_id);

create table pins (
  account_id bigint not null references accounts (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  id bigint not null default next_id(),
  primary key (account_id, status_id)
);
create index pins_account on pins (account_id, id desc);
create index pins_status on pins (status_id);

create table thread_mutes (
  account_id bigint not null references accounts (id) on delete cascade,
  thread_id bigint not null,
  primary key (account_id, thread_id)
);

create table drafts (
  id bigint primary key default next_id(),
  account_id bigint not null references users (account_id) on delete cascade,
  params jsonb not null,
  updated_at timestamptz not null default now()
);
create index drafts_account on drafts (account_id, id desc);

create table scheduled_statuses (
  id bigint primary key default next_id(),
  account_id bigint not null references users (account_id) on delete cascade,
  params jsonb not null,
  scheduled_at timestamptz not null,
  published_id bigint,                           -- the status it became: publishing twice is impossible
  created_at timestamptz not null default now()
);
create index scheduled_statuses_account on scheduled_statuses (account_id, id desc);
create index scheduled_statuses_due on scheduled_statuses (scheduled_at) where published_id is null;
alter table media add foreign key (scheduled_id) references scheduled_statuses (id) on delete set null;
create index media_scheduled on media (scheduled_id) where scheduled_id is not null;

create table idempotency_keys (
  account_id bigint not null references users (account_id) on delete cascade,
  key_hash bytea not null,
  status_id bigint,                              -- id in `statuses` or `scheduled_statuses`
  scheduled boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (account_id, key_hash)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- ---------------------------------------------------------------- what each person reads

-- One row per (reader, post): a read touches one index range, however many she follows.
create table home_entries (
  account_id bigint not null,
  status_id bigint not null,
  primary key (account_id, status_id) include (author_id, reblog_of_id),
  author_id bigint not null,
  reblog_of_id bigint
);
create index home_entries_reblog on home_entries (reblog_of_id) where reblog_of_id is not null;

create table notifications (
  id bigint primary key default next_id(),
  account_id bigint not null references users (account_id) on delete cascade,
  from_account_id bigint not null references accounts (id) on delete cascade,
  type text not null,                            -- mention, status, reblog, follow, follow_request, favourite, poll, update, admin.sign_up
  status_id bigint references statuses (id) on delete cascade,
  created_at timestamptz not null default now(),
  dismissed_at timestamptz
);
-- A job that runs twice makes one notification.
create unique index notifications_once on notifications (account_id, type, from_account_id, coalesce(status_id, 0))
  where type <> 'update';
create index notifications_account on notifications (account_id, id desc) where dismissed_at is null;
create index notifications_status on notifications (status_id) where status_id is not null;
create index notifications_from on notifications (from_account_id);
create index notifications_dismissed on notifications (dismissed_at) where dismissed_at is not null;

create table markers (
  account_id bigint not null references users (account_id) on delete cascade,
  timeline text not null check (timeline in ('home', 'notifications')),
  last_read_id bigint not null,
  version integer not null default 1,
  updated_at timestamptz not null default now(),
  primary key (account_id, timeline)
);
