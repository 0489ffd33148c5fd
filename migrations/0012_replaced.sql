-- A decision that takes the place of another one, after an appeal that was granted in part: each leads to the other.
alter table decisions add column replaces_id bigint references decisions (id);
create index decisions_replaced on decisions (replaces_id) where replaces_id is not null;
