-- What people do not want to read: words (matched by Vietnamese key) and single posts.

create table filters (
  id bigint primary key default next_id(),
  account_id bigint not null references users (account_id) on delete cascade,
  title text not null,
  contexts text[] not null,
  action text not null check (action in ('warn', 'hide', 'blur')),
  expires_at timestamptz,
  created_at timestamptz not null default now()
);
create index filters_account on filters (account_id, id);

create table filter_keywords (
  id bigint primary key default next_id(),
  filter_id bigint not null references filters (id) on delete cascade,
  keyword text not null,
  whole_word boolean not null default true,
  created_at timestamptz not null default now()
);
create index filter_keywords_filter on filter_keywords (filter_id, id);

create table filter_statuses (
  id bigint primary key default next_id(),
  filter_id bigint not null references filters (id) on delete cascade,
  status_id bigint not null references statuses (id) on delete cascade,
  created_at timestamptz not null default now(),
  unique (filter_id, status_id)
);
create index filter_statuses_status on filter_statuses (status_id);
