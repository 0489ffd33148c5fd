-- Sites (trang tin). A site is a room of another kind: an account of type Group with the roles, rules, bans and cases of
-- communities, whose threads are articles: the first post is the article's, and everybody may comment below it.
alter table communities add column kind text not null default 'community' check (kind in ('community', 'site'));

create table sites (
  account_id bigint primary key references communities (account_id) on delete cascade,
  owner_kind text not null default 'person' check (owner_kind in ('person', 'community', 'organisation')),
  -- The community that it belongs to; its members count as the site's.
  owner_id bigint references accounts (id) on delete set null,
  organisation text not null default '',
  -- The host name that it wants for its own, lower case; it is served there once that was seen to lead here.
  host text,
  host_confirmed_at timestamptz,
  served_host text generated always as (case when host_confirmed_at is not null then host end) stored,
  -- What this server answers at the host name, to know itself by.
  host_token text,
  -- Why the last look at it did not find this server.
  host_problem text check (host_problem in ('unreachable', 'elsewhere', 'taken')),
  about text not null default '',
  about_html text not null default '',
  contact text not null default '',
  -- Who is responsible, as the law of the place wants it said.
  masthead text not null default '',
  look text not null default 'paper' check (look in ('paper', 'plain')),
  comments text not null default 'on' check (comments in ('on', 'off', 'members', 'moderated')),
  -- Whether something reprinted or summarised must name its source before it is published.
  source_required boolean not null default true,
  -- Host names that may be reprinted from; none: any.
  sources text[] not null default '{}',
  -- Minutes that something reprinted waits after its original.
  reprint_delay integer not null default 0 check (reprint_delay between 0 and 43200),
  licence text not null default '',
  created_at timestamptz not null default now()
);
create unique index sites_host on sites (served_host) where served_host is not null;
create index sites_waiting_host on sites (host) where host_confirmed_at is null and host is not null;
create index sites_owner on sites (owner_id) where owner_id is not null;

create table site_staff (
  site_id bigint not null references sites (account_id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  -- Its owner is the founder of community_roles.
  role text not null check (role in ('editor', 'contributor')),
  title text not null default '',
  created_at timestamptz not null default now(),
  primary key (site_id, account_id)
);
create index site_staff_account on site_staff (account_id);

create table site_sections (
  id bigint primary key default next_id(),
  site_id bigint not null references sites (account_id) on delete cascade,
  slug text not null,
  name text not null,
  description text not null default '',
  position integer not null default 0,
  unique (site_id, slug)
);

create table site_series (
  id bigint primary key default next_id(),
  site_id bigint not null references sites (account_id) on delete cascade,
  slug text not null,
  title text not null,
  description text not null default '',
  created_at timestamptz not null default now(),
  unique (site_id, slug)
);

create table articles (
  id bigint primary key default next_id(),
  site_id bigint not null references sites (account_id) on delete cascade,
  state text not null default 'draft' check (state in ('draft', 'review', 'scheduled', 'published', 'archived')),
  kind text not null default 'original' check (kind in ('original', 'reprint', 'summary')),
  slug text not null,
  headline text not null,
  -- The lead (sapô): plain text.
  lead text not null default '',
  -- Markdown of lib/article; `html` is made from it, with marks where posts are embedded.
  body text not null default '',
  html text not null default '',
  section_id bigint references site_sections (id) on delete set null,
  series_id bigint references site_series (id) on delete set null,
  series_position integer not null default 0,
  tags text[] not null default '{}',
  tag_keys text[] not null default '{}',
  language text not null default 'vi',
  cover_id bigint references media (id) on delete set null,
  cover_caption text not null default '',
  cover_credit text not null default '',
  cover_licence text not null default '',
  -- null: as the site has it.
  comments text check (comments in ('on', 'off', 'members', 'moderated')),
  source_publisher text not null default '',
  source_author text not null default '',
  source_url text not null default '',
  source_published_at timestamptz,
  source_fetched_at timestamptz,
  reading_minutes integer not null default 1,
  -- MinHash of folded shingles: what it is nearly the same as.
  bands bigint[] not null default '{}',
  -- Its post, once it is published: the first of the thread of comments.
  status_id bigint references statuses (id) on delete set null,
  revision integer not null default 1,
  note text not null default '',
  created_by bigint references accounts (id) on delete set null,
  scheduled_at timestamptz,
  published_at timestamptz,
  corrected_at timestamptz,
  archived_at timestamptz,
  deleted_at timestamptz,
  -- What it is called where it was imported from; an import that is repeated finds it by this.
  import_key text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create unique index articles_slug on articles (site_id, slug);
create unique index articles_import on articles (site_id, import_key) where import_key is not null;
create unique index articles_post on articles (status_id) where status_id is not null;
create index articles_published on articles (site_id, published_at desc, id desc) where state = 'published' and deleted_at is null;
create index articles_newest on articles (published_at desc, id desc) where state = 'published' and deleted_at is null;
create index articles_section on articles (section_id, published_at desc, id desc) where state = 'published' and deleted_at is null;
create index articles_series on articles (series_id, series_position, id) where series_id is not null;
create index articles_desk on articles (site_id, state, updated_at desc, id desc) where deleted_at is null;
create index articles_changed on articles (site_id, updated_at desc, id desc) where deleted_at is null;
create index articles_due on articles (scheduled_at) where state = 'scheduled' and deleted_at is null;
-- A short list of what is not sorted in yet: an import would else leave every reader a long one to look through.
create index articles_tags on articles using gin (tag_keys) with (gin_pending_list_limit = 256) where state = 'published' and deleted_at is null;
create index articles_bands on articles using gin (bands) with (gin_pending_list_limit = 256) where deleted_at is null;
create index articles_cover on articles (cover_id) where cover_id is not null;
create index articles_by on articles (created_by) where created_by is not null;

create table article_authors (
  article_id bigint not null references articles (id) on delete cascade,
  position integer not null,
  account_id bigint references accounts (id) on delete set null,
  name text not null,
  primary key (article_id, position)
);
create index article_authors_account on article_authors (account_id, article_id desc) where account_id is not null;

-- Files that an article shows; the sweep of unposted files leaves them alone.
create table article_media (
  article_id bigint not null references articles (id) on delete cascade,
  media_id bigint not null references media (id) on delete cascade,
  primary key (article_id, media_id)
);
create index article_media_of on article_media (media_id);

create table article_revisions (
  id bigint primary key default next_id(),
  article_id bigint not null references articles (id) on delete cascade,
  revision integer not null,
  headline text not null,
  lead text not null,
  body text not null,
  -- Everything else that the editor saved (section, tags, source, cover ...).
  rest jsonb not null default '{}',
  comment text not null default '',
  account_id bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  unique (article_id, revision)
);
create index article_revisions_by on article_revisions (account_id) where account_id is not null;

create table article_corrections (
  id bigint primary key default next_id(),
  article_id bigint not null references articles (id) on delete cascade,
  text text not null,
  revision integer not null,
  account_id bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now()
);
create index article_corrections_article on article_corrections (article_id, id);
create index article_corrections_by on article_corrections (account_id) where account_id is not null;

-- Addresses that it had before, here or where it was imported from: paths below the site, with their leading slash.
create table article_redirects (
  site_id bigint not null references sites (account_id) on delete cascade,
  path text not null,
  article_id bigint not null references articles (id) on delete cascade,
  primary key (site_id, path)
);
create index article_redirects_article on article_redirects (article_id);

-- Comments that wait, where a site reads them first.
create table held_comments (
  id bigint primary key default next_id(),
  article_id bigint not null references articles (id) on delete cascade,
  account_id bigint not null references users (account_id) on delete cascade,
  in_reply_to_id bigint references statuses (id) on delete set null,
  text text not null,
  created_at timestamptz not null default now(),
  decided_at timestamptz,
  decided_by bigint references accounts (id) on delete set null,
  -- Why not; empty for a comment that was let in.
  refusal text not null default '',
  status_id bigint references statuses (id) on delete set null
);
create index held_comments_waiting on held_comments (article_id, id) where decided_at is null;
create index held_comments_account on held_comments (account_id, id desc);
create index held_comments_reply on held_comments (in_reply_to_id) where in_reply_to_id is not null;
create index held_comments_status on held_comments (status_id) where status_id is not null;
create index held_comments_by on held_comments (decided_by) where decided_by is not null;
