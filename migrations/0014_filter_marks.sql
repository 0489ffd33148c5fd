-- A keyword that is found only with the very marks that were typed.

alter table filter_keywords add column exact_marks boolean not null default false;
