-- Decisions on more than posts and people: other servers, links, files, e-mail providers, ranges of addresses, and whole
-- communities. Each row of a list stands and falls with its decision.

-- What is decided about when it is no account and no post, and how that is named in public (it may be obfuscated).
alter table decisions add column target text;
alter table decisions add column target_public text;
-- The moderator had a part in it and nobody else could decide: said in the statement.
alter table decisions add column conflict text check (conflict in ('party', 'reporter'));
alter table decisions add column authority_request_id bigint references authority_requests (id);
create index decisions_request on decisions (authority_request_id) where authority_request_id is not null;
create index decisions_target on decisions (target, id desc) where target is not null;
alter table decisions drop constraint decisions_measure_check;
alter table decisions add constraint decisions_measure_check check (measure in (
  'none', 'remove', 'hide', 'label', 'lock', 'warn', 'limit', 'freeze', 'suspend', 'mute', 'ban', 'reversal',
  'room_freeze', 'room_close', 'domain_reject', 'domain_limit', 'domain_suspend', 'media_block', 'link_block',
  'email_approval', 'email_block', 'ip_approval', 'ip_signup', 'ip_access'));

alter table cases add column authority_request_id bigint references authority_requests (id);
create index cases_request on cases (authority_request_id) where authority_request_id is not null;

-- People whose reports are looked at first among those of the same harm.
create table trusted_flaggers (
  account_id bigint primary key references accounts (id) on delete cascade,
  marked_by bigint not null references accounts (id),
  created_at timestamptz not null default now()
);
create index trusted_flaggers_by on trusted_flaggers (marked_by);
alter table cases add column flagged boolean not null default false;
drop index cases_queue;
drop index cases_queue_community;
create index cases_queue on cases (urgency, (not flagged), id) where state in ('open', 'assessing', 'appealed');
create index cases_queue_community on cases (community_id, urgency, (not flagged), id)
  where community_id is not null and state in ('open', 'assessing', 'appealed');

create table domain_blocks (
  id bigint primary key default next_id(),
  domain text not null unique,                   -- lower case, as in DNS; what is below it is meant, too
  severity text not null check (severity in ('noop', 'silence', 'suspend')),
  reject_media boolean not null default false,
  reject_reports boolean not null default false,
  obfuscate boolean not null default false,
  private_comment text not null default '',
  public_comment text not null default '',
  decision_id bigint not null unique references decisions (id),
  created_at timestamptz not null default now()
);

create table domain_allows (
  id bigint primary key default next_id(),
  domain text not null unique,
  created_by bigint references accounts (id),
  created_at timestamptz not null default now()
);
create index domain_allows_by on domain_allows (created_by) where created_by is not null;

create table link_domain_blocks (
  id bigint primary key default next_id(),
  domain text not null unique,
  decision_id bigint not null unique references decisions (id),
  created_at timestamptz not null default now()
);

create table email_domain_blocks (
  id bigint primary key default next_id(),
  domain text not null unique,
  allow_with_approval boolean not null default false,
  decision_id bigint not null unique references decisions (id),
  created_at timestamptz not null default now()
);

-- How often somebody tried all the same; no address is kept.
create table email_domain_attempts (
  block_id bigint not null references email_domain_blocks (id) on delete cascade,
  day date not null,
  accounts integer not null default 0,           -- households
  uses integer not null default 0,
  primary key (block_id, day)
);

create table ip_blocks (
  id bigint primary key default next_id(),
  cidr cidr not null unique,
  severity text not null check (severity in ('sign_up_requires_approval', 'sign_up_block', 'no_access')),
  comment text not null default '',
  expires_at timestamptz,
  decision_id bigint not null unique references decisions (id),
  created_at timestamptz not null default now()
);

create table media_hash_blocks (
  id bigint primary key default next_id(),
  sha256 bytea not null unique,                  -- of the bytes as they were uploaded
  decision_id bigint not null unique references decisions (id),
  created_at timestamptz not null default now()
);

-- So that a file in a case can be named later, although what is kept of it was cleaned and made smaller.
alter table media add column sha256 bytea;

-- What a decision on a server did to its accounts, apart from what was decided about each of them.
alter table accounts add column silenced_by_domain boolean not null default false;
alter table accounts add column media_rejected boolean not null default false;
create index accounts_of_domain on accounts (reverse(domain) text_pattern_ops, id) where domain is not null;

-- Closed by a decision: nobody but operators reads it.
alter table communities add column closed_at timestamptz;

-- Who of the team could decide, when somebody may not.
create index users_team on users (account_id) where role <> 'user';
