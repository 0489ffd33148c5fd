-- Which follow, request, favourite or boost a notification tells of. One that is taken back and made again is another
-- one, and told again; a job that runs twice tells of the same one. Null: made before this was kept, or of nothing that
-- can be taken back.
alter table notifications add column cause_id bigint;

drop index notifications_once;
create unique index notifications_once
  on notifications (account_id, type, from_account_id, coalesce(status_id, 0), coalesce(cause_id, 0))
  where type <> 'update';

-- What stands in one group, newest first: without it a person with thousands of likes a day has them all read for each
-- group of the page.
create index notifications_group on notifications (account_id, type, coalesce(status_id, 0), id desc)
  where dismissed_at is null and type in ('favourite', 'reblog', 'follow');
