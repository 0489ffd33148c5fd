-- Communities that own themselves. A community is an account of type Group: following it is joining it, its follow
-- requests are requests to join, blocking somebody is banning her, and its boosts are its feed. What only a community
-- has is here.

create table communities (
  account_id bigint primary key references accounts (id) on delete cascade,
  accent text not null default '#b3341f' check (accent ~ '^#[0-9a-f]{6}$'),
  place text not null default '',
  place_key text not null default '',            -- key() of place, for the directory
  language text not null default 'vi',
  joining text not null default 'open' check (joining in ('open', 'request', 'invite')),
  private boolean not null default false,        -- what is written is for members, on every surface
  members_may text[] not null default '{post,invite,wiki}',   -- what every member may do; moderators may all of it
  welcome text not null default '',              -- Markdown-free text for newcomers
  welcome_html text not null default '',
  archived_at timestamptz,                       -- read only: nobody writes, everybody who could reads
  frozen_until timestamptz,                      -- by the operators, with a decision
  created_at timestamptz not null default now()
);
create index communities_place on communities using gin (place_key gin_trgm_ops);
create index communities_new on communities (account_id desc) where archived_at is null;

-- Who does more than a member does. The person must also be a member (follow); the first in line follows a founder.
create table community_roles (
  community_id bigint not null references communities (account_id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  role text not null check (role in ('founder', 'moderator')),
  permissions text[] not null default '{posts,members,cases,rules,wiki,look,invite}',
  created_at timestamptz not null default now(),
  primary key (community_id, account_id)
);
create unique index community_roles_founder on community_roles (community_id) where role = 'founder';
create index community_roles_account on community_roles (account_id);

-- May read, may not write here until then.
create table community_mutes (
  community_id bigint not null references communities (account_id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  until timestamptz,
  primary key (community_id, account_id)
);
create index community_mutes_account on community_mutes (account_id);

create table community_invites (
  id bigint primary key default next_id(),
  community_id bigint not null references communities (account_id) on delete cascade,
  code text not null unique,
  created_by bigint references accounts (id) on delete set null,
  max_uses integer,
  uses integer not null default 0,
  expires_at timestamptz,
  revoked_at timestamptz,
  created_at timestamptz not null default now()
);
create index community_invites_community on community_invites (community_id, id desc);
create index community_invites_by on community_invites (created_by);

-- Rules are whole versions: who was judged by which wording can be looked up for ever.
create table community_rule_versions (
  community_id bigint not null references communities (account_id) on delete cascade,
  version integer not null,
  note text not null default '',                 -- why they changed
  thread_id bigint,                              -- where the change is talked about
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  effective_at timestamptz not null default now(),
  primary key (community_id, version)
);
create index community_rule_versions_by on community_rule_versions (created_by);
create table community_rules (
  id bigint primary key default next_id(),
  community_id bigint not null,
  version integer not null,
  number integer not null,
  text text not null,
  hint text not null default '',
  unique (community_id, version, number),
  foreign key (community_id, version) references community_rule_versions (community_id, version) on delete cascade
);

-- Tags that a community shows as sections of its own.
create table community_sections (
  community_id bigint not null references communities (account_id) on delete cascade,
  tag_key text not null,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  primary key (community_id, tag_key)
);

create table community_wiki_pages (
  id bigint primary key default next_id(),
  community_id bigint not null references communities (account_id) on delete cascade,
  slug text not null,
  title text not null,
  text text not null,
  content text not null,                         -- sanitised HTML
  revision integer not null default 1,           -- an edit names the one it began from
  position integer not null default 0,
  locked boolean not null default false,         -- only moderators edit
  deleted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (community_id, slug)
);
create table community_wiki_revisions (
  page_id bigint not null references community_wiki_pages (id) on delete cascade,
  revision integer not null,
  title text not null,
  text text not null,
  comment text not null default '',
  account_id bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (page_id, revision)
);
create index community_wiki_revisions_by on community_wiki_revisions (account_id);

-- ---------------------------------------------------------------- posts in a community

alter table statuses
  add column community_id bigint references accounts (id),
  add column number integer,                     -- its place in the community's thread, from 0; never given twice
  add column removed_at timestamptz,             -- taken down with reasons: the author still sees it
  add column notice jsonb;                       -- {kind: 'hidden' | 'label', text, decision}: shown with the post
create index statuses_community on statuses (community_id, id desc) where community_id is not null and deleted_at is null;
create unique index statuses_number on statuses (thread_id, number) where number is not null;

-- A thread of a community: one row beside its first post, with whose id it stays when that post is deleted and others
-- have answered.
create table threads (
  id bigint primary key,
  community_id bigint not null references accounts (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  title text not null default '',
  summary text not null default '',              -- the author's own, after many replies
  section text,                                  -- tag key
  numbers integer not null default 1,            -- the next number to give
  replies integer not null default 0,
  participants integer not null default 1,
  last_id bigint not null,                       -- the newest post in it
  score real not null default 0,                 -- "best": likes and replies against age, changed with each
  pinned_at timestamptz,
  locked_at timestamptz,
  deleted_at timestamptz,
  merged_into bigint references threads (id) on delete set null
) with (fillfactor = 80);
create index threads_new on threads (community_id, id desc) where deleted_at is null and merged_into is null;
create index threads_active on threads (community_id, last_id desc) where deleted_at is null and merged_into is null;
create index threads_best on threads (community_id, score desc, id desc) where deleted_at is null and merged_into is null;
create index threads_section on threads (community_id, section, last_id desc) where deleted_at is null and merged_into is null;
create index threads_pinned on threads (community_id, pinned_at desc) where pinned_at is not null;
create index threads_account on threads (account_id);
create index threads_merged on threads (merged_into) where merged_into is not null;

-- What moderators did with a thread, shown at its place in it: moved here, split off, merged, locked.
create table thread_notes (
  id bigint primary key default next_id(),
  thread_id bigint not null references threads (id) on delete cascade,
  after_number integer not null,                 -- stands after this post
  kind text not null check (kind in ('moved', 'split', 'merged', 'locked', 'unlocked')),
  account_id bigint references accounts (id) on delete set null,
  other_thread_id bigint references threads (id) on delete set null,
  text text not null default '',
  created_at timestamptz not null default now()
);
create index thread_notes_thread on thread_notes (thread_id, after_number);
create index thread_notes_other on thread_notes (other_thread_id);
create index thread_notes_by on thread_notes (account_id);

-- How far somebody has read, and whether she wants to hear of new posts.
create table thread_readers (
  account_id bigint not null references users (account_id) on delete cascade,
  thread_id bigint not null references threads (id) on delete cascade,
  read_number integer not null default -1,
  follows boolean not null default false,
  told_number integer not null default -1,       -- the newest post she was told of: once until she reads on
  updated_at timestamptz not null default now(),
  primary key (account_id, thread_id)
);
create index thread_readers_followers on thread_readers (thread_id) where follows;
