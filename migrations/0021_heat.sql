-- How busy things are, what is done about it for a time, and how the community prepares (docs/heat.md).

-- Plans for what is coming. Members may be of the network (community_id null) or of one community.
create table readiness_plans (
  id bigint primary key default next_id(),
  event_id bigint,                               -- what it prepares for; null: named by the title alone
  community_id bigint references accounts (id),
  title text not null check (title <> ''),
  summary text not null default '',
  owner_id bigint not null references accounts (id),
  expected_level smallint not null default 2 check (expected_level between 1 and 4),  -- 1 normal, 2 warm, 3 hot, 4 very hot
  starts_at timestamptz not null,                -- the days on which it is watched: [starts_at, ends_at)
  ends_at timestamptz not null,
  closed_at timestamptz,
  created_by bigint not null references accounts (id),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_at > starts_at)
);
create index readiness_plans_coming on readiness_plans (ends_at) where closed_at is null;
create index readiness_plans_event on readiness_plans (event_id) where event_id is not null;
create index readiness_plans_community on readiness_plans (community_id, id desc);
create index readiness_plans_owner on readiness_plans (owner_id);
create index readiness_plans_by on readiness_plans (created_by);

-- At which heat of what the people on call hear of it; once for each rise (told_at is emptied when it has cooled down).
create table readiness_thresholds (
  id bigint primary key default next_id(),
  plan_id bigint not null references readiness_plans (id) on delete cascade,
  kind text not null check (kind in ('network', 'community', 'tag', 'link')),
  subject_id bigint not null default 0,          -- 0 for the network; else accounts.id, tags.id, links.id
  level smallint not null check (level between 2 and 4),
  told_at timestamptz,
  reached_at timestamptz,                        -- last time it was reached; stays
  unique (plan_id, kind, subject_id)
);

create table readiness_tasks (
  id bigint primary key default next_id(),
  plan_id bigint not null references readiness_plans (id) on delete cascade,
  text text not null check (text <> ''),
  done_at timestamptz,
  done_by bigint references accounts (id)
);
create index readiness_tasks_plan on readiness_tasks (plan_id, id);
create index readiness_tasks_by on readiness_tasks (done_by) where done_by is not null;

create table readiness_people (
  plan_id bigint not null references readiness_plans (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  primary key (plan_id, account_id)
);
create index readiness_people_account on readiness_people (account_id);

create table readiness_sources (
  id bigint primary key default next_id(),
  plan_id bigint not null references readiness_plans (id) on delete cascade,
  title text not null check (title <> ''),
  url text not null,
  source text not null default ''                -- who says so
);
create index readiness_sources_plan on readiness_sources (plan_id, id);

-- What was changed in a plan, by whom; never changed itself.
create table readiness_changes (
  id bigint primary key default next_id(),
  plan_id bigint not null references readiness_plans (id) on delete cascade,
  account_id bigint references accounts (id),
  what text not null,                            -- created, changed, ticked, unticked, threshold, closed
  detail text not null default '',
  created_at timestamptz not null default now()
);
create index readiness_changes_plan on readiness_changes (plan_id, id desc);
create index readiness_changes_by on readiness_changes (account_id) where account_id is not null;

-- What is done for a time. A row is never changed but by its end; a renewal is a row of its own.
create table measures (
  id bigint primary key default next_id(),
  kind text not null check (kind in ('slow_mode', 'young_accounts', 'moderator_shift', 'pinned_updates',
    'verifying_labels', 'text_only', 'read_only', 'sign_in_to_write')),
  community_id bigint references accounts (id),  -- null: the whole network
  options jsonb not null default '{}',           -- of the kind: seconds; days, posts, links; topic
  reason text not null check (reason <> ''),
  begun_by bigint not null references accounts (id),
  begins_at timestamptz not null,
  ends_at timestamptz not null,
  renews bigint references measures (id),
  plan_id bigint references readiness_plans (id),
  ended_at timestamptz,                          -- when it really ended: early, or at ends_at
  ended_by bigint references accounts (id),      -- null: by itself
  end_reason text not null default '',
  created_at timestamptz not null default now(),
  check (ends_at > begins_at),
  check (ends_at <= begins_at + interval '7 days')
);
create index measures_open on measures (ends_at) where ended_at is null;
create index measures_scope on measures (kind, coalesce(community_id, 0), id desc);
create index measures_community on measures (community_id, id desc);
create index measures_by on measures (begun_by);
create index measures_ended_by on measures (ended_by) where ended_by is not null;
create index measures_renews on measures (renews) where renews is not null;
create index measures_plan on measures (plan_id) where plan_id is not null;

create function measures_are_kept() returns trigger language plpgsql as $$
begin
  if tg_op = 'UPDATE' then
    if old.ended_at is null and new.ended_at is not null
      and (to_jsonb(new) - '{ended_at,ended_by,end_reason}'::text[]) = (to_jsonb(old) - '{ended_at,ended_by,end_reason}'::text[])
    then return new; end if;
  end if;
  raise exception 'measures are kept as they were begun; only their end is added' using errcode = 'restrict_violation';
end $$;
create trigger measures_kept before update or delete on measures
  for each row execute function measures_are_kept();

-- What a measure refused, counted without names.
create table measure_refusals (
  measure_id bigint primary key references measures (id),
  count bigint not null default 0
);

-- Who is called to an extra shift.
create table measure_shifts (
  measure_id bigint not null references measures (id),
  account_id bigint not null references users (account_id) on delete cascade,
  primary key (measure_id, account_id)
);
create index measure_shifts_account on measure_shifts (account_id);

-- Verified updates on top of pages.
create table measure_updates (
  id bigint primary key default next_id(),
  measure_id bigint not null references measures (id),
  title text not null check (title <> ''),
  url text not null,
  source text not null check (source <> ''),
  added_by bigint not null references accounts (id),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by bigint references accounts (id)
);
create index measure_updates_measure on measure_updates (measure_id, id desc);
create index measure_updates_by on measure_updates (added_by);
create index measure_updates_removed_by on measure_updates (removed_by) where removed_by is not null;

-- Posts that carry the label "being verified", each chosen by somebody, with a reason.
create table measure_labels (
  measure_id bigint not null references measures (id),
  status_id bigint not null references statuses (id) on delete cascade,
  why text not null check (why <> ''),
  marked_by bigint not null references accounts (id),
  created_at timestamptz not null default now(),
  removed_at timestamptz,
  removed_by bigint references accounts (id),
  primary key (measure_id, status_id)
);
create index measure_labels_status on measure_labels (status_id);
create index measure_labels_by on measure_labels (marked_by);
create index measure_labels_removed_by on measure_labels (removed_by) where removed_by is not null;

-- The review that every measure owes when it has ended. The numbers are the system's.
create table measure_reviews (
  measure_id bigint primary key references measures (id),
  due_at timestamptz not null,
  numbers jsonb not null default '{}',
  what_happened text not null default '',
  did_it_help text not null default '',
  what_next text not null default '',
  written_by bigint references accounts (id),
  written_at timestamptz,
  reminded_at timestamptz
);
create index measure_reviews_open on measure_reviews (due_at) where written_at is null;
create index measure_reviews_by on measure_reviews (written_by) where written_by is not null;

-- Counts by the minute, kept for a day. Everything but views is counted anew for the last minutes at each round, so that
-- what commits late is not missed and several processes agree.
create table heat_minutes (
  kind text not null check (kind in ('network', 'community', 'tag', 'link')),
  subject_id bigint not null,                    -- 0 for the network
  minute timestamptz not null,
  posts integer not null default 0,
  replies integer not null default 0,
  boosts integer not null default 0,
  reports integer not null default 0,
  sign_ups integer not null default 0,
  views integer not null default 0,
  primary key (kind, subject_id, minute)
);
create index heat_minutes_minute on heat_minutes (minute);

-- The same by the hour, for nine weeks: what is usual is read from these. Without a row nothing happened.
create table heat_hours (
  kind text not null check (kind in ('network', 'community', 'tag', 'link')),
  subject_id bigint not null,
  hour timestamptz not null,
  posts integer not null default 0,
  replies integer not null default 0,
  boosts integer not null default 0,
  reports integer not null default 0,
  sign_ups integer not null default 0,
  views integer not null default 0,
  primary key (kind, subject_id, hour)
);
create index heat_hours_hour on heat_hours (hour);

-- One row: since when there are counts, and when the last minutes were counted last: the current ones, and all that are
-- still open to what commits late.
create table heat_progress (
  id smallint primary key default 1 check (id = 1),
  since timestamptz not null,
  counted_at timestamptz not null,
  recounted_at timestamptz not null
);

-- When the person herself signed in: a refreshed token is new, her sign-in is not. Null: when the token was made.
alter table oauth_tokens add column signed_in_at timestamptz;

-- The event that a plan prepares for, where events are.
do $$ begin
  if to_regclass('events') is not null then
    alter table readiness_plans add constraint readiness_plans_event_id_fkey
      foreign key (event_id) references events (id);
  end if;
end $$;
