-- Events: by a person, or of a community, at a time that is as precise as it is known. Spans are half-open; a vague date is
-- kept as the span that it can mean ("trung tuần tháng 1/2016": from the 11th up to the 21st) and the words it was typed in.
create table events (
  id bigint primary key default next_id(),
  -- Of iCalendar: the same for as long as the event is known anywhere.
  uid uuid not null default gen_random_uuid() unique,
  -- Who made it; of a community's event, whoever announced it there.
  account_id bigint not null references accounts (id) on delete cascade,
  community_id bigint references communities (account_id) on delete cascade,
  title text not null,
  description text not null default '',
  html text not null default '',
  kind text not null check (kind in ('political', 'economic', 'social', 'cultural', 'disaster', 'sport', 'community')),
  place text not null default '',
  place_key text not null default '',
  online_url text not null default '',
  language text not null default 'vi',
  -- As typed.
  start_text text not null,
  end_text text not null default '',
  starts_at timestamptz not null,
  -- null: no end was given for something that begins at a minute.
  ends_at timestamptz,
  start_precision text not null check (start_precision in ('minute', 'day', 'ten-day', 'month')),
  end_precision text check (end_precision in ('minute', 'day', 'ten-day', 'month')),
  repeat text not null default 'none' check (repeat in ('none', 'weekly', 'monthly', 'yearly', 'lunar_monthly', 'lunar_yearly')),
  -- Nothing begins at or after it.
  repeat_until timestamptz,
  -- Of the first time, where it repeats by the moon. The 30th of a short month is its 29th.
  lunar_day smallint check (lunar_day between 1 and 30),
  lunar_month smallint check (lunar_month between 1 and 12),
  -- Yearly, in a year that has the month twice: the first, the second (leap) one, or both.
  leap_rule text not null default 'first' check (leap_rule in ('first', 'leap', 'both')),
  capacity integer check (capacity > 0),
  -- Counted by the answers.
  going integer not null default 0,
  maybe integer not null default 0,
  -- Of iCalendar: raised by every change.
  sequence integer not null default 0,
  -- Called off: it stays to be read, with the reason.
  cancelled_at timestamptz,
  cancelled_by bigint references accounts (id) on delete set null,
  cancel_reason text not null default '',
  -- Up to when its occurrences are written down; null: all of them are.
  expanded_to timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  check (ends_at > starts_at)
);
create index events_account on events (account_id, id desc);
create index events_community on events (community_id, id desc) where community_id is not null;
create index events_cancelled_by on events (cancelled_by) where cancelled_by is not null;
create index events_expanded on events (expanded_to) where expanded_to is not null;
create index events_place on events using gin (place_key gin_trgm_ops) with (fastupdate = off);

-- Each time that an event takes place: one row, or as many as ten years hold. Kind and community stand here too, so that
-- each list is one range of one index.
create table event_occurrences (
  event_id bigint not null references events (id) on delete cascade,
  starts_at timestamptz not null,
  ends_at timestamptz,
  -- Up to when it counts as going on: its end, or three hours where none was given.
  over_at timestamptz not null,
  kind text not null,
  community_id bigint references communities (account_id) on delete cascade,
  long boolean not null generated always as (over_at - starts_at > interval '1 day') stored,
  primary key (event_id, starts_at)
);
create index event_occurrences_time on event_occurrences (starts_at, event_id);
create index event_occurrences_kind on event_occurrences (kind, starts_at, event_id);
create index event_occurrences_community on event_occurrences (community_id, starts_at, event_id) where community_id is not null;
create index event_occurrences_long on event_occurrences (starts_at, event_id) where long;

-- What was changed after it was announced, to be read below the event.
create table event_changes (
  id bigint primary key default next_id(),
  event_id bigint not null references events (id) on delete cascade,
  account_id bigint references accounts (id) on delete set null,
  -- What stood there before, by the name of the field.
  before jsonb not null,
  created_at timestamptz not null default now()
);
create index event_changes_event on event_changes (event_id, id desc);
create index event_changes_account on event_changes (account_id) where account_id is not null;

create table event_rsvps (
  event_id bigint not null references events (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  answer text not null check (answer in ('going', 'maybe', 'not_going')),
  -- Her name may be read by everybody who may read the event; else by those who follow her.
  named boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (event_id, account_id)
);
create index event_rsvps_account on event_rsvps (account_id, event_id desc);

create table event_reminders (
  event_id bigint not null references events (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  -- Before it begins.
  minutes integer not null check (minutes between 0 and 43200),
  by_mail boolean not null default false,
  -- The beginning that she was reminded of last.
  told_for timestamptz,
  primary key (event_id, account_id)
);
create index event_reminders_due on event_reminders (event_id, minutes, account_id);
create index event_reminders_account on event_reminders (account_id);

-- The address of somebody's own calendar holds a secret; a new one makes the old one nothing.
create table event_calendars (
  account_id bigint primary key references users (account_id) on delete cascade,
  token_hash bytea not null unique,
  created_at timestamptz not null default now()
);

-- Search: events are a third kind of document, with blocks of their own.
create or replace function search_walk(
  of_kind text, words bigint[], of_reach bigint[], without bigint[], below bigint, above bigint, from_block integer, to_block integer,
  first_width integer, wanted integer, enough integer, skip bigint[], until timestamptz,
  out ids bigint[], out sorts bigint[], out next_block integer
) language plpgsql stable as $$
declare
  prefix constant bigint := case of_kind when 'post' then 0 when 'event' then 2000000000000 else 1000000000000 end;
  began timestamptz;
  more_ids bigint[];
  more_sorts bigint[];
  span bigint[];
  low integer;
  level integer;
  reach integer;
  width integer := first_width;
  quickness integer;
  missing integer := wanted;
begin
  ids := '{}';
  sorts := '{}';
  next_block := from_block;
  while next_block >= to_block and cardinality(ids) < enough loop
    began := clock_timestamp();
    exit when began > until;
    low := greatest(next_block - width + 1, to_block);
    reach := next_block - low;
    level := case when reach < 16 then 0 when reach < 256 then 1 when reach < 4096 then 2 else 3 end;
    low := (low >> (4 * level)) << (4 * level);
    span := array(select -(prefix + n::bigint * 4 + level + 1)
      from generate_series(low >> (4 * level), next_block >> (4 * level)) n);
    select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.sort), '{}') into more_ids, more_sorts from (
      select d.id, d.sort from search_documents d
      where d.terms && span and d.terms @> words and d.reach && of_reach and d.sort < below and d.sort > above
        and d.id <> all(skip) and d.id <> all(ids) and (without = '{}' or not d.terms && without)
      order by d.sort + 0 desc limit missing) x;
    ids := ids || more_ids;
    sorts := sorts || more_sorts;
    missing := missing - cardinality(more_ids);
    next_block := low - 1;
    quickness := case when clock_timestamp() < began + interval '5 milliseconds' then 32
      when clock_timestamp() < began + interval '40 milliseconds' then 4 else 1 end;
    width := least(65536, width * case when more_ids = '{}' then quickness
      else least(quickness, greatest(1, ceil(1.5 * missing / cardinality(more_ids)))) end);
  end loop;
end $$;
