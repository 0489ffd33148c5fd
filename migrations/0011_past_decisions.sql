-- What a community brings along from where it lived before.

-- A statement of reasons as the public record of that place read it (docs/community-archive.md), with the outcome of its
-- appeal. Nobody here decided it: it has no case, and nothing follows from it.
create table community_past_decisions (
  id bigint primary key default next_id(),       -- in the order of the archive: the oldest decision first
  community_id bigint not null references accounts (id) on delete cascade,
  url text not null,                             -- of the statement, where it was made
  statement jsonb not null,
  unique (community_id, url)
);
create index community_past_decisions_shown on community_past_decisions (community_id, id desc);

-- The address of the original where that did not come along.
alter table threads add column crosspost_url text;
