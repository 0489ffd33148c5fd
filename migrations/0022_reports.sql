-- Period reports, ours and other networks', and what their numbers still lacked: withdrawn reports, a second look at a
-- sample of decisions, incidents, and requests about one's own data.

create table report_invites (
  id bigint primary key default next_id(),
  token_hash bytea not null unique,
  name text not null,                            -- whom it was given to, as the operators know them
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  revoked_at timestamptz,
  last_used_at timestamptz
);
create index report_invites_by on report_invites (created_by);

-- Ours: counted by a job and frozen. Others': as they sent it, or as it was fetched. None is ever changed or deleted; a
-- newer one of the same network and period stands beside it.
create table period_reports (
  id bigint primary key default next_id(),
  source text not null check (source in ('own', 'submitted', 'fetched')),
  network text not null,                         -- the address or the name by which it is told apart
  title text not null,
  from_at timestamptz not null,
  to_at timestamptz not null,
  state text not null default 'waiting' check (state in ('waiting', 'counting', 'ready', 'failed')),
  progress smallint not null default 0,          -- percent
  complete boolean not null default true,        -- the period was over when it was counted
  problem text not null default '',              -- why it failed: a word of the translations
  body bytea,                                    -- exactly what is served
  sha256 text,
  source_url text,                               -- where it was fetched
  overlaps_id bigint references period_reports (id),  -- the one of ours whose period it crosses, made all the same
  created_by bigint references accounts (id) on delete set null,
  invite_id bigint references report_invites (id) on delete set null,
  created_at timestamptz not null default now(),
  ready_at timestamptz,
  check (from_at < to_at)
);
-- One that is being made, and no second beside it.
create unique index period_reports_once on period_reports (from_at, to_at) where source = 'own' and state in ('waiting', 'counting');
create index period_reports_own on period_reports (from_at, to_at) where source = 'own';
create index period_reports_period on period_reports (to_at desc, id desc);
create index period_reports_overlaps on period_reports (overlaps_id) where overlaps_id is not null;
create index period_reports_by on period_reports (created_by);
create index period_reports_invite on period_reports (invite_id) where invite_id is not null;

-- Outages and breaches: written down by the operators, or noticed because the minutes' beat was missing.
create table incidents (
  id bigint primary key default next_id(),
  kind text not null check (kind in ('outage', 'breach')),
  source text not null check (source in ('operator', 'noticed')),
  began_at timestamptz not null,
  ended_at timestamptz,                          -- null: it lasts
  summary text not null default '',
  affected integer not null default 0,           -- people
  told_at timestamptz,                           -- when they were told
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ended_at is null or ended_at >= began_at)
);
create index incidents_began on incidents (began_at desc, id desc);
create index incidents_by on incidents (created_by);

-- One row: since when the server beats every minute, and when it last did.
create table heartbeat (
  one boolean primary key default true check (one),
  since timestamptz not null,
  seen_at timestamptz not null
);

-- What people asked about their own data by letter or by word; what they do themselves in the settings is counted in
-- right_uses and needs no entry. Without who.
create table data_requests (
  id bigint primary key default next_id(),
  kind text not null check (kind in ('access', 'correction', 'export', 'deletion')),
  received_at timestamptz not null,
  deadline_at timestamptz not null,
  done_at timestamptz,
  outcome text not null default 'pending' check (outcome in ('pending', 'done', 'refused')),
  note text not null default '',                 -- without personal data: it is public
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index data_requests_received on data_requests (received_at desc, id desc);
create index data_requests_open on data_requests (deadline_at) where done_at is null;
create index data_requests_by on data_requests (created_by);

-- Who reported may take it back. A case that nobody stands behind any more and nobody looks at is closed as withdrawn.
alter table reports add column withdrawn_at timestamptz;
create index reports_withdrawn on reports (withdrawn_at) where withdrawn_at is not null;
alter table cases add column withdrawn_at timestamptz;

-- A decision drawn by lot and judged again by somebody who does not see what was decided.
create table decision_audits (
  id bigint primary key default next_id(),
  decision_id bigint not null unique references decisions (id),
  auditor_id bigint references accounts (id) on delete set null,  -- who has it now, or judged it
  drawn_at timestamptz not null default now(),
  measure text,                                  -- what the auditor would have done; null: not judged yet
  ground text,
  note text not null default '',
  acts_alike boolean,                            -- both did something, or both did nothing
  same_measure boolean,
  judged_at timestamptz
);
create index decision_audits_auditor on decision_audits (auditor_id, judged_at);
create index decision_audits_judged on decision_audits (judged_at) where judged_at is not null;

