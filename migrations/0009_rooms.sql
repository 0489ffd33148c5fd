-- A thread that was taken from another community: the thread with the original. One to a community.
alter table threads add column crosspost_of bigint references threads (id) on delete set null;
create unique index threads_crosspost on threads (crosspost_of, community_id)
  where crosspost_of is not null and deleted_at is null;
-- The foreign key's own: a thread that is erased is looked for in all rows.
create index threads_crosspost_of on threads (crosspost_of) where crosspost_of is not null;

-- What a moderator changed in somebody else's thread.
alter table thread_notes drop constraint thread_notes_kind_check;
alter table thread_notes add constraint thread_notes_kind_check
  check (kind in ('moved', 'split', 'merged', 'locked', 'unlocked', 'renamed', 'resectioned'));

-- Pages of a handbook that were never put in order stand by title; from now on each has a place of its own.
update community_wiki_pages p set position = n.at
from (select id, row_number() over (partition by community_id order by position, title, id)::int as at
  from community_wiki_pages where deleted_at is null) n
where p.id = n.id;
