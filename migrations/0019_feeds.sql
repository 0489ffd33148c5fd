-- Feeds of other places that a community or a site carries: links with a few words, never the texts themselves.

create table outside_feeds (
  id bigint primary key default next_id(),
  -- The community or site.
  owner_id bigint not null references communities (account_id) on delete cascade,
  url text not null,
  -- What it calls itself, and where people read it.
  title text not null default '',
  site_url text not null default '',
  -- gone: it said so (410).
  state text not null default 'active' check (state in ('active', 'paused', 'gone')),
  etag text,
  last_modified text,
  -- Minutes.
  every integer not null default 60 check (every between 1 and 10080),
  next_at timestamptz not null default now(),
  failures integer not null default 0,
  -- A code of features/feeds; empty: all is well.
  error text not null default '',
  -- When it was last asked, and when it last answered with something that could be read.
  fetched_at timestamptz,
  read_at timestamptz,
  created_at timestamptz not null default now(),
  unique (owner_id, url)
);
create index outside_feeds_due on outside_feeds (next_at) where state = 'active';

create table outside_items (
  id bigint primary key default next_id(),
  feed_id bigint not null references outside_feeds (id) on delete cascade,
  guid text not null,
  url text not null,
  title text not null,
  -- Plain text.
  excerpt text not null default '',
  author text not null default '',
  -- Its own date, or when it was first seen.
  published_at timestamptz not null,
  -- False: no date was given, or none that can be; published_at is when it was first seen.
  dated boolean not null default true,
  seen_at timestamptz not null,
  unique (feed_id, guid)
);
create index outside_items_newest on outside_items (feed_id, published_at desc, id desc);
create index outside_items_seen on outside_items (seen_at);
