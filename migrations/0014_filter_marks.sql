-- A keyword that is found only with the very marks that were typed.

alter table filter_keywords add column exact_marks boolean not null default false;

-- The desk's choices, each one range in the order of the desk.
create index cases_queue_category on cases (category, urgency, (not flagged), id)
  where state in ('open', 'assessing', 'appealed');
create index cases_queue_mine on cases (assignee_id, urgency, (not flagged), id)
  where assignee_id is not null and state in ('open', 'assessing', 'appealed');
create index cases_queue_free on cases (urgency, (not flagged), id)
  where assignee_id is null and state in ('open', 'assessing', 'appealed');
create index cases_queue_appeals on cases (urgency, (not flagged), id) where state = 'appealed';
