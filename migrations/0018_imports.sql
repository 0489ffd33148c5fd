-- Imports: an old blog, or a feed, brought into a site.
create table site_imports (
  id bigint primary key default next_id(),
  site_id bigint not null references sites (account_id) on delete cascade,
  -- Who brings it in.
  account_id bigint references accounts (id) on delete set null,
  -- Name of the file as it was sent, or the address of the feed.
  source text not null,
  feed boolean not null default false,
  -- Key in storage, until it is done; null before a feed was fetched, and afterwards.
  file text,
  format text not null default '',
  title text not null default '',
  -- Where the blog was: what relative addresses mean, and what comments were written below.
  old_address text not null default '',
  phase text not null default 'reading'
    check (phase in ('reading', 'waiting', 'articles', 'comments', 'pictures', 'showing', 'done', 'refused')),
  stopped_at timestamptz,
  -- How many records of the file this phase has dealt with; an import that was killed goes on after them.
  position integer not null default 0,
  -- What is in it: numbers, labels, the years.
  found jsonb not null default '{}',
  -- What the editor chose before it began.
  choices jsonb not null default '{}',
  refusal text not null default '',
  articles integer not null default 0,
  articles_known integer not null default 0,
  comments integer not null default 0,
  comments_known integer not null default 0,
  pictures integer not null default 0,
  pictures_lost integer not null default 0,
  created_at timestamptz not null default now(),
  finished_at timestamptz
);
create index site_imports_site on site_imports (site_id, id desc);
create index site_imports_by on site_imports (account_id) where account_id is not null;
create index site_imports_file on site_imports (file) where file is not null;
create index site_imports_open on site_imports (created_at) where phase not in ('done', 'refused');

-- What could not be kept, and what somebody should look at.
create table site_import_notes (
  id bigint primary key default next_id(),
  import_id bigint not null references site_imports (id) on delete cascade,
  kind text not null,
  -- Title or address of what it is about.
  about text not null default '',
  detail text not null default '',
  line integer,
  count integer not null default 1
);
create index site_import_notes_import on site_import_notes (import_id, id);
create index site_import_notes_kind on site_import_notes (import_id, kind, id);

-- Pictures of an old blog: each is fetched once for a site, however many articles show it.
create table site_import_pictures (
  id bigint primary key default next_id(),
  site_id bigint not null references sites (account_id) on delete cascade,
  -- The last import that asked for it.
  import_id bigint not null references site_imports (id) on delete cascade,
  url text not null,
  caption text not null default '',
  -- The first article that shows it.
  about text not null default '',
  state text not null default 'waiting' check (state in ('waiting', 'kept', 'lost')),
  reason text not null default '',
  media_id bigint references media (id) on delete set null,
  unique (site_id, url)
);
create index site_import_pictures_waiting on site_import_pictures (import_id, id) where state = 'waiting';
create index site_import_pictures_import on site_import_pictures (import_id);
create index site_import_pictures_media on site_import_pictures (media_id) where media_id is not null;

-- Comments from before. Whoever wrote them has no account here: they stand apart from those that can be answered, and no
-- account is made to say them.
create table imported_comments (
  id bigint primary key default next_id(),
  article_id bigint not null references articles (id) on delete cascade,
  import_key text not null,
  -- The key of what it answers, and that comment once it is here.
  reply_key text,
  parent_id bigint references imported_comments (id) on delete set null,
  name text not null default '',
  url text not null default '',
  html text not null,
  -- Where it was written.
  origin text not null default '',
  created_at timestamptz not null,
  hidden_at timestamptz,
  hidden_by bigint references accounts (id) on delete set null,
  unique (article_id, import_key)
);
create index imported_comments_shown on imported_comments (article_id, created_at, id);
create index imported_comments_parent on imported_comments (parent_id) where parent_id is not null;
create index imported_comments_hidden_by on imported_comments (hidden_by) where hidden_by is not null;
