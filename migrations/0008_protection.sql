-- Everyday protection: who may reach whom, limits for accounts of the first days, repeats seen among them, what decided
-- cases say about swindlers, and whole servers that a person wants to hear nothing of.

-- ---------------------------------------------------------------- the first days

-- Made by the operator's own hand (command line, set-up, sample): the limits of new accounts do not hold.
alter table users add column vouched boolean not null default false;

-- What somebody wrote in her first days, kept apart so that deleting a post does not take it out of the count.
create table newcomer_posts (
  status_id bigint primary key,                  -- no reference: the count outlives the post
  account_id bigint not null references accounts (id) on delete cascade,
  links smallint not null default 0,
  recipients bigint[] not null default '{}'      -- of a direct message: whom she was not answering
);
create index newcomer_posts_account on newcomer_posts (account_id, status_id desc);

-- ---------------------------------------------------------------- who may reach whom

alter table accounts
  add column replies_from text not null default 'everyone'
    check (replies_from in ('everyone', 'followers', 'followed', 'nobody')),
  add column mentions_from text not null default 'everyone'
    check (mentions_from in ('everyone', 'followers', 'followed', 'nobody')),
  add column messages_from text not null default 'everyone'
    check (messages_from in ('everyone', 'followers', 'followed', 'nobody'));

-- Null: as its author has it in her settings.
alter table statuses add column reply_policy text
  check (reply_policy in ('everyone', 'followers', 'followed', 'mentioned'));

-- ---------------------------------------------------------------- repeats among young accounts

create table watch_marks (
  mark bytea not null,                           -- digest of a folded text, or of a link's host
  status_id bigint not null,                     -- no reference: seen is seen, kept three days
  account_id bigint not null references accounts (id) on delete cascade,
  primary key (mark, status_id)
);
create index watch_marks_status on watch_marks (status_id);
create index watch_marks_account on watch_marks (account_id);

-- What was decided about a group already.
create index cases_repeats on cases (subject, decided_at) where automated;

-- ---------------------------------------------------------------- what decided cases say about swindlers

create table scam_entries (
  id bigint primary key default next_id(),
  public_id text not null unique,                -- in the address: entries cannot be counted through
  kind text not null check (kind in ('phone', 'bank', 'link')),
  value text not null,                           -- E.164; digits; host or host/path
  bank text not null default '',                 -- of a bank account
  created_at timestamptz not null default now(),
  unique (value, kind, bank)
);

-- Which decision names which entry. One that was taken back counts no more; the queries look.
create table scam_evidence (
  entry_id bigint not null references scam_entries (id) on delete cascade,
  decision_id bigint not null references decisions (id),
  confirmed_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  withdrawn_at timestamptz,                      -- by a moderator, after a dispute or by herself
  primary key (entry_id, decision_id)
);
create index scam_evidence_decision on scam_evidence (decision_id);
create index scam_evidence_by on scam_evidence (confirmed_by);

create table scam_disputes (
  id bigint primary key default next_id(),
  entry_id bigint not null references scam_entries (id) on delete cascade,
  account_id bigint references accounts (id) on delete set null,
  contact text not null default '',              -- of somebody without an account; forgotten once answered
  text text not null,
  public boolean not null default false,         -- may be shown beside the entry
  outcome text check (outcome in ('withdrawn', 'published', 'refused')),
  answer text not null default '',
  answered_by bigint references accounts (id) on delete set null,
  answered_at timestamptz,
  created_at timestamptz not null default now()
);
create index scam_disputes_entry on scam_disputes (entry_id, id);
create index scam_disputes_open on scam_disputes (id) where outcome is null;
create index scam_disputes_account on scam_disputes (account_id);
create index scam_disputes_by on scam_disputes (answered_by);

-- ---------------------------------------------------------------- servers that a person does not want to hear of

create table account_domain_blocks (
  account_id bigint not null references accounts (id) on delete cascade,
  domain text not null,                          -- lower case, ASCII
  id bigint not null default next_id(),
  created_at timestamptz not null default now(),
  primary key (account_id, domain)
);
create index account_domain_blocks_account on account_domain_blocks (account_id, id desc);
