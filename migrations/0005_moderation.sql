-- Moderation in the open. One case carries everything, from the first report to the outcome of an appeal.

create table cases (
  id bigint primary key default next_id(),
  subject text not null,                         -- status:ID, account:ID, account:ID@COMMUNITY
  community_id bigint references accounts (id),  -- null: the network's own
  account_id bigint references accounts (id),    -- the person concerned
  status_id bigint,                              -- no reference: the case outlives the post
  category text not null,
  urgency smallint not null,                     -- 0 most harmful ... 3; reports lower it
  state text not null default 'open' check (state in ('open', 'assessing', 'decided', 'appealed', 'closed')),
  source text not null default 'report' check (source in ('report', 'flagger', 'authority', 'own')),
  automated boolean not null default false,      -- found by a machine
  assignee_id bigint references accounts (id),
  answers_id bigint references accounts (id),    -- whose post was answered: a party to it
  content jsonb not null default '{}',           -- as it was at the first report
  reports integer not null default 0,
  reporters integer not null default 0,
  young_reporters integer not null default 0,    -- accounts younger than seven days when they reported
  opened_at timestamptz not null default now(),
  decided_at timestamptz,
  closed_at timestamptz
) with (fillfactor = 80);
-- Ten thousand reports of one thing are one case.
create unique index cases_subject on cases (subject) where state in ('open', 'assessing');
-- The desk, by harm and age: everybody's and each community's.
create index cases_queue on cases (urgency, id) where state in ('open', 'assessing', 'appealed');
create index cases_queue_community on cases (community_id, urgency, id)
  where community_id is not null and state in ('open', 'assessing', 'appealed');
create index cases_done on cases (id desc) where state in ('decided', 'closed');
create index cases_community on cases (community_id, id desc) where community_id is not null;
create index cases_account on cases (account_id, id desc);
create index cases_assignee on cases (assignee_id) where assignee_id is not null;
create index cases_answers on cases (answers_id) where answers_id is not null;
create index cases_waiting on cases (decided_at) where state = 'decided';
create index cases_closed on cases (closed_at) where state = 'closed' and content <> '{}';

-- One row for each person and case; saying it again counts.
create table reports (
  id bigint primary key default next_id(),
  case_id bigint not null references cases (id) on delete cascade,
  account_id bigint not null references accounts (id),
  category text not null,
  rule_ids bigint[] not null default '{}',
  status_ids bigint[] not null default '{}',
  comment text not null default '',
  forward boolean not null default false,
  times integer not null default 1,
  created_at timestamptz not null default now()
);
create unique index reports_once on reports (case_id, account_id);
create index reports_account on reports (account_id, id desc);

create table case_notes (
  id bigint primary key default next_id(),
  case_id bigint not null references cases (id) on delete cascade,
  account_id bigint not null references accounts (id),
  text text not null,
  created_at timestamptz not null default now()
);
create index case_notes_case on case_notes (case_id, id);
create index case_notes_account on case_notes (account_id);

-- A decision is its effect and its statement of reasons (fields after the transparency database of the DSA). It is
-- never changed but for when its effect ended; taking it back is a decision of its own.
create table decisions (
  id bigint primary key default next_id(),
  public_id text not null unique,
  key_hash bytea not null,                       -- opens the statement to somebody who cannot sign in any more
  case_id bigint not null references cases (id),
  community_id bigint references accounts (id),
  account_id bigint references accounts (id),
  status_id bigint,
  decided_by bigint not null references accounts (id),
  measure text not null check (measure in ('none', 'remove', 'hide', 'label', 'lock', 'warn', 'limit', 'freeze', 'suspend', 'mute', 'ban', 'reversal')),
  ground text not null check (ground in ('rules', 'law', 'none')),
  cited text not null default '',                -- the rule or the article, as it read that day
  category text not null,
  content_type text not null,                    -- text, image, video, audio, account, community
  content_language text,
  content_created_at timestamptz,
  facts text not null check (length(facts) <= 5000),
  source text not null,
  automated_detection boolean not null default false,
  automated_decision text not null default 'no' check (automated_decision in ('no', 'partly', 'fully')),
  locale text not null default 'vi',
  told_at timestamptz,                           -- when the person concerned was told; null: nobody to tell here
  created_at timestamptz not null default now(),
  ends_at timestamptz,
  ended_at timestamptz,                          -- the effect is over: its time ran out or it was taken back
  reverses_id bigint references decisions (id)
);
create index decisions_case on decisions (case_id, id);
create index decisions_public on decisions (id desc);
create index decisions_measure on decisions (measure, id desc);
create index decisions_community on decisions (community_id, id desc) where community_id is not null;
create index decisions_account on decisions (account_id, id desc);
create index decisions_status on decisions (status_id) where status_id is not null;
create index decisions_by on decisions (decided_by, id desc);
create index decisions_due on decisions (ends_at) where ended_at is null and ends_at is not null;
create unique index decisions_reversed on decisions (reverses_id) where reverses_id is not null;

create table appeals (
  id bigint primary key default next_id(),
  decision_id bigint not null unique references decisions (id),
  case_id bigint not null references cases (id),
  account_id bigint not null references accounts (id),
  created_at timestamptz not null default now(),
  judged_by bigint references accounts (id),
  outcome text check (outcome in ('upheld', 'reversed', 'partly')),
  reasons text not null default '',
  judged_at timestamptz
);
create index appeals_case on appeals (case_id);
create index appeals_account on appeals (account_id);
create index appeals_judge on appeals (judged_by) where judged_by is not null;

create table appeal_messages (
  id bigint primary key default next_id(),
  appeal_id bigint not null references appeals (id) on delete cascade,
  account_id bigint not null references accounts (id),
  team boolean not null,                         -- by a moderator, whose name the person is not told
  text text not null,
  created_at timestamptz not null default now()
);
create index appeal_messages_appeal on appeal_messages (appeal_id, id);
create index appeal_messages_account on appeal_messages (account_id);

-- Every act of moderation. No references: a row that must never change cannot follow what does.
create table moderation_log (
  id bigint primary key default next_id(),
  account_id bigint,                             -- who; null: the server itself (an end date came)
  act text not null,
  case_id bigint,
  decision_id bigint,
  target_id bigint,
  community_id bigint,
  detail jsonb not null default '{}',
  created_at timestamptz not null default now()
);
create index moderation_log_community on moderation_log (community_id, id desc);
create index moderation_log_case on moderation_log (case_id, id);

create function moderation_log_is_kept() returns trigger language plpgsql as $$
begin
  raise exception 'the moderation log is append only' using errcode = 'restrict_violation';
end $$;
create trigger moderation_log_kept before update or delete on moderation_log
  for each row execute function moderation_log_is_kept();
create trigger moderation_log_whole before truncate on moderation_log
  for each statement execute function moderation_log_is_kept();

-- What authorities asked for. The count is public at once and exact; details may wait, with a reason and an end.
create table authority_requests (
  id bigint primary key default next_id(),
  authority text not null,
  level text not null,
  kind text not null,
  legal_basis text not null default '',
  form text not null,
  received_at timestamptz not null,
  acknowledged_at timestamptz,
  deadline_at timestamptz,
  closed_at timestamptz,
  outcome text not null default 'pending',
  named text not null default '',                -- whom it named, without personal data
  affected integer not null default 0,
  told text not null default 'not_yet',
  told_at timestamptz,
  delay_reason text not null default '',
  delayed_until timestamptz,
  created_by bigint references accounts (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index authority_requests_received on authority_requests (received_at desc, id desc);
create index authority_requests_by on authority_requests (created_by);
