-- What posts link to, looked at once by this server, and what many people here link to, like and talk about.

-- The first moment at which a host may be asked that nobody has been given yet: a pause apart, whatever the number of
-- processes. Until closed_until the host wants to be left alone.
create table host_turns (
  host text primary key,
  until_at timestamptz not null,
  closed_until timestamptz
);
create index host_turns_until on host_turns (until_at);

-- Host names whose pages may name the account as their author (fediverse:creator).
alter table accounts add column attribution_domains text[] not null default '{}';

create table links (
  id bigint primary key default next_id(),
  -- As it was posted, without its fragment and what only counts clicks.
  url text not null,
  url_hash bytea not null unique,
  host text not null,
  -- own: one of our own pages, shown from our own data. plain: nothing to show. failed: not before next_at.
  state text not null default 'waiting' check (state in ('waiting', 'ready', 'plain', 'failed', 'own')),
  own_kind text check (own_kind in ('article', 'status', 'account')),
  own_id bigint,
  -- Another row that is the same page by its own word.
  canonical_id bigint references links (id) on delete set null,
  type text not null default 'link' check (type in ('link', 'photo', 'video', 'rich')),
  title text not null default '',
  description text not null default '',
  provider_name text not null default '',
  author_name text not null default '',
  author_url text not null default '',
  -- Whom the page names as its author; shown as such only while her attribution_domains hold the host.
  author_id bigint references accounts (id) on delete set null,
  -- Where the page says that its picture is, and the key of our own small copy.
  image_url text,
  image text,
  image_description text not null default '',
  width integer,
  height integer,
  blurhash text,
  language text,
  published_at timestamptz,
  etag text,
  fetched_at timestamptz,
  failures integer not null default 0,
  next_at timestamptz,
  error text not null default '',
  created_at timestamptz not null default now(),
  check ((state = 'own') = (own_kind is not null and own_id is not null))
);
create index links_canonical on links (canonical_id) where canonical_id is not null;
create index links_author on links (author_id) where author_id is not null;
create index links_image on links (image) where image is not null;
create index links_own on links (own_kind, own_id) where state = 'own';

-- The one link of a post that is shown with it.
create table status_links (
  status_id bigint primary key references statuses (id) on delete cascade,
  link_id bigint not null references links (id) on delete cascade,
  -- It was public when it was written; whether it still is, the post says.
  listed boolean not null
);
create index status_links_link on status_links (link_id, status_id desc);
create index status_links_listed on status_links (status_id desc) where listed;

-- Made anew by a job (features/trends), best first.
create table trend_tags (
  tag_id bigint primary key references tags (id) on delete cascade,
  place integer not null,
  people integer not null,
  score real not null
);
create index trend_tags_place on trend_tags (place);

create table trend_statuses (
  status_id bigint primary key references statuses (id) on delete cascade,
  place integer not null,
  people integer not null,
  score real not null
);
create index trend_statuses_place on trend_statuses (place);

create table trend_links (
  link_id bigint primary key references links (id) on delete cascade,
  place integer not null,
  people integer not null,
  score real not null
);
create index trend_links_place on trend_links (place);
