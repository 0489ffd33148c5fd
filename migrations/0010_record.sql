-- What the network says to everybody: announcements, its terms in versions, and the numbers of its public record.

-- Draft: no published_at. Planned: published_at is to come. Over: withdrawn, or ends_at has passed.
create table announcements (
  id bigint primary key default next_id(),
  text text not null,
  content text not null,                         -- HTML, rendered once like a post's
  mention_ids bigint[] not null default '{}',
  status_ids bigint[] not null default '{}',     -- posts that it links to
  tags text[] not null default '{}',
  all_day boolean not null default false,
  starts_at timestamptz,
  ends_at timestamptz,
  published_at timestamptz,
  withdrawn_at timestamptz,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index announcements_shown on announcements (published_at desc)
  where published_at is not null and withdrawn_at is null;
create index announcements_by on announcements (created_by);

create table announcement_reads (
  announcement_id bigint not null references announcements (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  primary key (account_id, announcement_id)
);
create index announcement_reads_of on announcement_reads (announcement_id);

create table announcement_reactions (
  id bigint primary key default next_id(),
  announcement_id bigint not null references announcements (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  name text not null,                            -- one emoji
  created_at timestamptz not null default now()
);
create unique index announcement_reactions_once on announcement_reactions (announcement_id, name, account_id);
create index announcement_reactions_account on announcement_reactions (account_id);

-- Terms of service and privacy policy; none is ever changed once it holds.
create table network_texts (
  id bigint primary key default next_id(),
  kind text not null check (kind in ('terms', 'privacy')),
  effective_at timestamptz not null,             -- the beginning of a day in Vietnam
  text text not null,
  changes text not null default '',              -- what is new, in a sentence
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (kind, effective_at)
);
create index network_texts_by on network_texts (created_by);
insert into network_texts (kind, effective_at, text)
  select 'privacy', date_trunc('day', updated_at, 'Asia/Ho_Chi_Minh'), value #>> '{}'
  from settings where key = 'privacy' and value #>> '{}' <> '';
delete from settings where key = 'privacy';

-- The same rule in other languages: {"en": {"text": ..., "hint": ...}}.
alter table rules add column translations jsonb not null default '{}';

-- Who was here in which month (202611), and nothing finer: the number of active accounts. Swept after 13 months.
create table active_months (
  month integer not null,
  account_id bigint not null references users (account_id) on delete cascade,
  primary key (month, account_id)
);
create index active_months_account on active_months (account_id);

-- How many published posts of a month were deleted by their authors since, for their rows are gone.
create table purged_posts (
  month integer not null,
  kind text not null check (kind in ('post', 'thread', 'answer')),
  posts integer not null,
  primary key (month, kind)
);

-- How often people used their rights over their data in a month; not who.
create table right_uses (
  month integer not null,
  kind text not null check (kind in ('export')),
  uses integer not null,
  primary key (month, kind)
);

-- The numbers of a period as they were published: never changed, a correction is another version.
create table frozen_figures (
  period text not null,                          -- 2026-11, 2026-Q4, 2026-H2
  version integer not null,
  body bytea not null,                           -- exactly what is served
  sha256 text not null,
  note text not null default '',                 -- why there is another version
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (period, version)
);
create index frozen_figures_by on frozen_figures (created_by);

create index cases_opened on cases (opened_at);
create index reports_made on reports (created_at);
create index decisions_made on decisions (created_at);
create index appeals_filed on appeals (created_at);
create index appeals_judged on appeals (judged_at) where judged_at is not null;
create index appeals_open on appeals (created_at) where judged_at is null;
create index accounts_gone on accounts (deleted_at) where deleted_at is not null;
create index authority_requests_closed on authority_requests (closed_at) where closed_at is not null;
