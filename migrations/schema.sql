-- Written by npm run schema from the migrations. To read, not to run.

create table account_counts (
  account_id bigint not null,
  followers integer not null default 0,
  following integer not null default 0,
  statuses integer not null default 0,
  last_status_at timestamp with time zone,
  constraint account_counts_pkey PRIMARY KEY (account_id),
  constraint account_counts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table account_domain_blocks (
  account_id bigint not null,
  domain text not null,
  id bigint not null default next_id(),
  created_at timestamp with time zone not null default now(),
  constraint account_domain_blocks_pkey PRIMARY KEY (account_id, domain),
  constraint account_domain_blocks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX account_domain_blocks_account ON public.account_domain_blocks USING btree (account_id, id DESC);

create table account_notes (
  account_id bigint not null,
  target_id bigint not null,
  comment text not null,
  constraint account_notes_pkey PRIMARY KEY (account_id, target_id),
  constraint account_notes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint account_notes_target_id_fkey FOREIGN KEY (target_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX account_notes_target ON public.account_notes USING btree (target_id);

create table accounts (
  id bigint not null default next_id(),
  username text not null,
  domain text,
  uri text,
  url text,
  inbox_url text,
  shared_inbox_url text,
  outbox_url text,
  followers_url text,
  display_name text not null default ''::text,
  note text not null default ''::text,
  note_source text not null default ''::text,
  fields jsonb not null default '[]'::jsonb,
  avatar_media text,
  header_media text,
  avatar_remote_url text,
  header_remote_url text,
  actor_type text not null default 'Person'::text,
  locked boolean not null default false,
  discoverable boolean,
  indexable boolean not null default false,
  hide_collections boolean not null default false,
  memorial boolean not null default false,
  also_known_as text[] not null default '{}'::text[],
  moved_to_id bigint,
  public_key text,
  private_key text,
  search_key text not null default ''::text,
  version integer not null default 1,
  silenced_at timestamp with time zone,
  suspended_at timestamp with time zone,
  suspension_origin text,
  deleted_at timestamp with time zone,
  fetched_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  silenced_by_domain boolean not null default false,
  media_rejected boolean not null default false,
  replies_from text not null default 'everyone'::text,
  mentions_from text not null default 'everyone'::text,
  messages_from text not null default 'everyone'::text,
  attribution_domains text[] not null default '{}'::text[],
  constraint accounts_local_has_no_uri CHECK (((domain IS NOT NULL) OR (uri IS NULL))),
  constraint accounts_mentions_from_check CHECK ((mentions_from = ANY (ARRAY['everyone'::text, 'followers'::text, 'followed'::text, 'nobody'::text]))),
  constraint accounts_messages_from_check CHECK ((messages_from = ANY (ARRAY['everyone'::text, 'followers'::text, 'followed'::text, 'nobody'::text]))),
  constraint accounts_pkey PRIMARY KEY (id),
  constraint accounts_replies_from_check CHECK ((replies_from = ANY (ARRAY['everyone'::text, 'followers'::text, 'followed'::text, 'nobody'::text]))),
  constraint accounts_moved_to_id_fkey FOREIGN KEY (moved_to_id) REFERENCES accounts(id)
);
CREATE INDEX accounts_avatar ON public.accounts USING hash (avatar_media);
CREATE INDEX accounts_gone ON public.accounts USING btree (deleted_at) WHERE (deleted_at IS NOT NULL);
CREATE UNIQUE INDEX accounts_handle ON public.accounts USING btree (lower(username), COALESCE(lower(domain), ''::text));
CREATE INDEX accounts_header ON public.accounts USING hash (header_media);
CREATE INDEX accounts_hidden ON public.accounts USING btree (id) WHERE ((silenced_at IS NOT NULL) OR (suspended_at IS NOT NULL));
CREATE INDEX accounts_local_recent ON public.accounts USING btree (id DESC) WHERE (domain IS NULL);
CREATE INDEX accounts_of_domain ON public.accounts USING btree (reverse(domain) text_pattern_ops, id) WHERE (domain IS NOT NULL);
CREATE INDEX accounts_search ON public.accounts USING gin (search_key gin_trgm_ops);
CREATE UNIQUE INDEX accounts_uri ON public.accounts USING btree (uri) WHERE (uri IS NOT NULL);

create table action_items (
  id bigint not null default next_id(),
  series_id bigint not null,
  briefing_id bigint not null,
  number integer not null,
  solution_id bigint,
  carried_from bigint,
  title text not null,
  body text not null default ''::text,
  owner_id bigint,
  owner_name text not null default ''::text,
  due_on date,
  review_on date,
  progress integer not null default 0,
  state text not null default 'open'::text,
  evidence text not null default ''::text,
  evidence_url text not null default ''::text,
  closed_by bigint,
  closed_at timestamp with time zone,
  updated_at timestamp with time zone not null default now(),
  reminded_at timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint action_items_check CHECK (((state = 'open'::text) OR ((closed_at IS NOT NULL) AND (evidence <> ''::text)))),
  constraint action_items_pkey PRIMARY KEY (id),
  constraint action_items_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
  constraint action_items_series_id_number_key UNIQUE (series_id, number),
  constraint action_items_state_check CHECK ((state = ANY (ARRAY['open'::text, 'done'::text, 'dropped'::text]))),
  constraint action_items_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint action_items_carried_from_fkey FOREIGN KEY (carried_from) REFERENCES action_items(id) ON DELETE SET NULL,
  constraint action_items_closed_by_fkey FOREIGN KEY (closed_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint action_items_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint action_items_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint action_items_series_id_fkey FOREIGN KEY (series_id) REFERENCES briefing_series(id) ON DELETE CASCADE,
  constraint action_items_solution_id_fkey FOREIGN KEY (solution_id) REFERENCES solutions(id) ON DELETE SET NULL
);
CREATE INDEX action_items_briefing ON public.action_items USING btree (briefing_id, id);
CREATE INDEX action_items_by ON public.action_items USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX action_items_carried ON public.action_items USING btree (carried_from) WHERE (carried_from IS NOT NULL);
CREATE INDEX action_items_closed_by ON public.action_items USING btree (closed_by) WHERE (closed_by IS NOT NULL);
CREATE INDEX action_items_due ON public.action_items USING btree (updated_at) WHERE (state = 'open'::text);
CREATE INDEX action_items_open ON public.action_items USING btree (series_id, due_on) WHERE (state = 'open'::text);
CREATE INDEX action_items_owner ON public.action_items USING btree (owner_id, id DESC) WHERE (owner_id IS NOT NULL);
CREATE INDEX action_items_solution ON public.action_items USING btree (solution_id) WHERE (solution_id IS NOT NULL);

create table action_updates (
  id bigint not null default next_id(),
  action_id bigint not null,
  account_id bigint,
  text text not null,
  progress integer not null,
  created_at timestamp with time zone not null default now(),
  constraint action_updates_pkey PRIMARY KEY (id),
  constraint action_updates_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
  constraint action_updates_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint action_updates_action_id_fkey FOREIGN KEY (action_id) REFERENCES action_items(id) ON DELETE CASCADE
);
CREATE INDEX action_updates_account ON public.action_updates USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX action_updates_action ON public.action_updates USING btree (action_id, id);

create table active_months (
  month integer not null,
  account_id bigint not null,
  constraint active_months_pkey PRIMARY KEY (month, account_id),
  constraint active_months_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX active_months_account ON public.active_months USING btree (account_id);

create table agenda_items (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  "position" integer not null,
  title text not null,
  body text not null default ''::text,
  presenter_id bigint,
  presenter text not null default ''::text,
  minutes_planned integer,
  documents jsonb not null default '[]'::jsonb,
  question_id bigint,
  started_at timestamp with time zone,
  done_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint agenda_items_minutes_planned_check CHECK (((minutes_planned >= 1) AND (minutes_planned <= 1440))),
  constraint agenda_items_pkey PRIMARY KEY (id),
  constraint agenda_items_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint agenda_items_presenter_id_fkey FOREIGN KEY (presenter_id) REFERENCES briefing_participants(id) ON DELETE SET NULL,
  constraint agenda_items_question_id_fkey FOREIGN KEY (question_id) REFERENCES briefing_questions(id) ON DELETE SET NULL
);
CREATE INDEX agenda_items_order ON public.agenda_items USING btree (briefing_id, "position", id);
CREATE INDEX agenda_items_presenter ON public.agenda_items USING btree (presenter_id) WHERE (presenter_id IS NOT NULL);
CREATE INDEX agenda_items_question ON public.agenda_items USING btree (question_id) WHERE (question_id IS NOT NULL);

create table announcement_reactions (
  id bigint not null default next_id(),
  announcement_id bigint not null,
  account_id bigint not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  constraint announcement_reactions_pkey PRIMARY KEY (id),
  constraint announcement_reactions_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint announcement_reactions_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id) ON DELETE CASCADE
);
CREATE INDEX announcement_reactions_account ON public.announcement_reactions USING btree (account_id);
CREATE UNIQUE INDEX announcement_reactions_once ON public.announcement_reactions USING btree (announcement_id, name, account_id);

create table announcement_reads (
  announcement_id bigint not null,
  account_id bigint not null,
  constraint announcement_reads_pkey PRIMARY KEY (account_id, announcement_id),
  constraint announcement_reads_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint announcement_reads_announcement_id_fkey FOREIGN KEY (announcement_id) REFERENCES announcements(id) ON DELETE CASCADE
);
CREATE INDEX announcement_reads_of ON public.announcement_reads USING btree (announcement_id);

create table announcements (
  id bigint not null default next_id(),
  text text not null,
  content text not null,
  mention_ids bigint[] not null default '{}'::bigint[],
  status_ids bigint[] not null default '{}'::bigint[],
  tags text[] not null default '{}'::text[],
  all_day boolean not null default false,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  published_at timestamp with time zone,
  withdrawn_at timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint announcements_pkey PRIMARY KEY (id),
  constraint announcements_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX announcements_by ON public.announcements USING btree (created_by);
CREATE INDEX announcements_shown ON public.announcements USING btree (published_at DESC) WHERE ((published_at IS NOT NULL) AND (withdrawn_at IS NULL));

create table appeal_messages (
  id bigint not null default next_id(),
  appeal_id bigint not null,
  account_id bigint not null,
  team boolean not null,
  text text not null,
  created_at timestamp with time zone not null default now(),
  constraint appeal_messages_pkey PRIMARY KEY (id),
  constraint appeal_messages_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint appeal_messages_appeal_id_fkey FOREIGN KEY (appeal_id) REFERENCES appeals(id) ON DELETE CASCADE
);
CREATE INDEX appeal_messages_account ON public.appeal_messages USING btree (account_id);
CREATE INDEX appeal_messages_appeal ON public.appeal_messages USING btree (appeal_id, id);

create table appeals (
  id bigint not null default next_id(),
  decision_id bigint not null,
  case_id bigint not null,
  account_id bigint not null,
  created_at timestamp with time zone not null default now(),
  judged_by bigint,
  outcome text,
  reasons text not null default ''::text,
  judged_at timestamp with time zone,
  constraint appeals_decision_id_key UNIQUE (decision_id),
  constraint appeals_outcome_check CHECK ((outcome = ANY (ARRAY['upheld'::text, 'reversed'::text, 'partly'::text]))),
  constraint appeals_pkey PRIMARY KEY (id),
  constraint appeals_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint appeals_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint appeals_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id),
  constraint appeals_judged_by_fkey FOREIGN KEY (judged_by) REFERENCES accounts(id)
);
CREATE INDEX appeals_account ON public.appeals USING btree (account_id);
CREATE INDEX appeals_case ON public.appeals USING btree (case_id);
CREATE INDEX appeals_filed ON public.appeals USING btree (created_at);
CREATE INDEX appeals_judge ON public.appeals USING btree (judged_by) WHERE (judged_by IS NOT NULL);
CREATE INDEX appeals_judged ON public.appeals USING btree (judged_at) WHERE (judged_at IS NOT NULL);
CREATE INDEX appeals_open ON public.appeals USING btree (created_at) WHERE (judged_at IS NULL);

create table article_authors (
  article_id bigint not null,
  "position" integer not null,
  account_id bigint,
  name text not null,
  constraint article_authors_pkey PRIMARY KEY (article_id, "position"),
  constraint article_authors_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint article_authors_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE
);
CREATE INDEX article_authors_account ON public.article_authors USING btree (account_id, article_id DESC) WHERE (account_id IS NOT NULL);

create table article_corrections (
  id bigint not null default next_id(),
  article_id bigint not null,
  text text not null,
  revision integer not null,
  account_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint article_corrections_pkey PRIMARY KEY (id),
  constraint article_corrections_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint article_corrections_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE
);
CREATE INDEX article_corrections_article ON public.article_corrections USING btree (article_id, id);
CREATE INDEX article_corrections_by ON public.article_corrections USING btree (account_id) WHERE (account_id IS NOT NULL);

create table article_media (
  article_id bigint not null,
  media_id bigint not null,
  constraint article_media_pkey PRIMARY KEY (article_id, media_id),
  constraint article_media_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_media_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE CASCADE
);
CREATE INDEX article_media_of ON public.article_media USING btree (media_id);

create table article_redirects (
  site_id bigint not null,
  path text not null,
  article_id bigint not null,
  constraint article_redirects_pkey PRIMARY KEY (site_id, path),
  constraint article_redirects_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint article_redirects_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE
);
CREATE INDEX article_redirects_article ON public.article_redirects USING btree (article_id);

create table article_revisions (
  id bigint not null default next_id(),
  article_id bigint not null,
  revision integer not null,
  headline text not null,
  lead text not null,
  body text not null,
  rest jsonb not null default '{}'::jsonb,
  comment text not null default ''::text,
  account_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint article_revisions_article_id_revision_key UNIQUE (article_id, revision),
  constraint article_revisions_pkey PRIMARY KEY (id),
  constraint article_revisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint article_revisions_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE
);
CREATE INDEX article_revisions_by ON public.article_revisions USING btree (account_id) WHERE (account_id IS NOT NULL);

create table articles (
  id bigint not null default next_id(),
  site_id bigint not null,
  state text not null default 'draft'::text,
  kind text not null default 'original'::text,
  slug text not null,
  headline text not null,
  lead text not null default ''::text,
  body text not null default ''::text,
  html text not null default ''::text,
  section_id bigint,
  series_id bigint,
  series_position integer not null default 0,
  tags text[] not null default '{}'::text[],
  tag_keys text[] not null default '{}'::text[],
  language text not null default 'vi'::text,
  cover_id bigint,
  cover_caption text not null default ''::text,
  cover_credit text not null default ''::text,
  cover_licence text not null default ''::text,
  comments text,
  source_publisher text not null default ''::text,
  source_author text not null default ''::text,
  source_url text not null default ''::text,
  source_published_at timestamp with time zone,
  source_fetched_at timestamp with time zone,
  reading_minutes integer not null default 1,
  bands bigint[] not null default '{}'::bigint[],
  status_id bigint,
  revision integer not null default 1,
  note text not null default ''::text,
  created_by bigint,
  scheduled_at timestamp with time zone,
  published_at timestamp with time zone,
  corrected_at timestamp with time zone,
  archived_at timestamp with time zone,
  deleted_at timestamp with time zone,
  import_key text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint articles_comments_check CHECK ((comments = ANY (ARRAY['on'::text, 'off'::text, 'members'::text, 'moderated'::text]))),
  constraint articles_kind_check CHECK ((kind = ANY (ARRAY['original'::text, 'reprint'::text, 'summary'::text]))),
  constraint articles_pkey PRIMARY KEY (id),
  constraint articles_state_check CHECK ((state = ANY (ARRAY['draft'::text, 'review'::text, 'scheduled'::text, 'published'::text, 'archived'::text]))),
  constraint articles_cover_id_fkey FOREIGN KEY (cover_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint articles_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint articles_section_id_fkey FOREIGN KEY (section_id) REFERENCES site_sections(id) ON DELETE SET NULL,
  constraint articles_series_id_fkey FOREIGN KEY (series_id) REFERENCES site_series(id) ON DELETE SET NULL,
  constraint articles_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE,
  constraint articles_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE SET NULL
);
CREATE INDEX articles_bands ON public.articles USING gin (bands) WITH (gin_pending_list_limit='256') WHERE (deleted_at IS NULL);
CREATE INDEX articles_by ON public.articles USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX articles_changed ON public.articles USING btree (site_id, updated_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX articles_cover ON public.articles USING btree (cover_id) WHERE (cover_id IS NOT NULL);
CREATE INDEX articles_desk ON public.articles USING btree (site_id, state, updated_at DESC, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX articles_due ON public.articles USING btree (scheduled_at) WHERE ((state = 'scheduled'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX articles_import ON public.articles USING btree (site_id, import_key) WHERE (import_key IS NOT NULL);
CREATE INDEX articles_newest ON public.articles USING btree (published_at DESC, id DESC) WHERE ((state = 'published'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX articles_post ON public.articles USING btree (status_id) WHERE (status_id IS NOT NULL);
CREATE INDEX articles_published ON public.articles USING btree (site_id, published_at DESC, id DESC) WHERE ((state = 'published'::text) AND (deleted_at IS NULL));
CREATE INDEX articles_section ON public.articles USING btree (section_id, published_at DESC, id DESC) WHERE ((state = 'published'::text) AND (deleted_at IS NULL));
CREATE INDEX articles_series ON public.articles USING btree (series_id, series_position, id) WHERE (series_id IS NOT NULL);
CREATE UNIQUE INDEX articles_slug ON public.articles USING btree (site_id, slug);
CREATE INDEX articles_tags ON public.articles USING gin (tag_keys) WITH (gin_pending_list_limit='256') WHERE ((state = 'published'::text) AND (deleted_at IS NULL));

create table authority_requests (
  id bigint not null default next_id(),
  authority text not null,
  level text not null,
  kind text not null,
  legal_basis text not null default ''::text,
  form text not null,
  received_at timestamp with time zone not null,
  acknowledged_at timestamp with time zone,
  deadline_at timestamp with time zone,
  closed_at timestamp with time zone,
  outcome text not null default 'pending'::text,
  named text not null default ''::text,
  affected integer not null default 0,
  told text not null default 'not_yet'::text,
  told_at timestamp with time zone,
  delay_reason text not null default ''::text,
  delayed_until timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint authority_requests_pkey PRIMARY KEY (id),
  constraint authority_requests_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id)
);
CREATE INDEX authority_requests_by ON public.authority_requests USING btree (created_by);
CREATE INDEX authority_requests_closed ON public.authority_requests USING btree (closed_at) WHERE (closed_at IS NOT NULL);
CREATE INDEX authority_requests_received ON public.authority_requests USING btree (received_at DESC, id DESC);

create table blocks (
  account_id bigint not null,
  target_id bigint not null,
  id bigint not null default next_id(),
  uri text,
  created_at timestamp with time zone not null default now(),
  constraint blocks_pkey PRIMARY KEY (account_id, target_id),
  constraint blocks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint blocks_target_id_fkey FOREIGN KEY (target_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX blocks_account ON public.blocks USING btree (account_id, id DESC);
CREATE INDEX blocks_target ON public.blocks USING btree (target_id, account_id);

create table bookmarks (
  account_id bigint not null,
  status_id bigint not null,
  id bigint not null default next_id(),
  created_at timestamp with time zone not null default now(),
  constraint bookmarks_pkey PRIMARY KEY (account_id, status_id),
  constraint bookmarks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint bookmarks_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX bookmarks_account ON public.bookmarks USING btree (account_id, id DESC) INCLUDE (status_id);
CREATE INDEX bookmarks_status ON public.bookmarks USING btree (status_id);

create table briefing_corrections (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  subject text not null,
  subject_id bigint not null,
  before text not null,
  note text not null,
  account_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint briefing_corrections_note_check CHECK ((note <> ''::text)),
  constraint briefing_corrections_pkey PRIMARY KEY (id),
  constraint briefing_corrections_subject_check CHECK ((subject = ANY (ARRAY['briefing'::text, 'participant'::text, 'agenda'::text, 'speech'::text, 'minutes'::text, 'answer'::text, 'finding'::text, 'solution'::text, 'action'::text, 'concern'::text, 'commitment'::text]))),
  constraint briefing_corrections_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefing_corrections_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE
);
CREATE INDEX briefing_corrections_account ON public.briefing_corrections USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX briefing_corrections_of ON public.briefing_corrections USING btree (briefing_id, id);

create table briefing_opinions (
  briefing_id bigint not null,
  computed_at timestamp with time zone not null,
  votes integer not null,
  result jsonb not null,
  constraint briefing_opinions_pkey PRIMARY KEY (briefing_id),
  constraint briefing_opinions_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE
);

create table briefing_participants (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  kind text not null default 'person'::text,
  account_id bigint,
  address text not null default ''::text,
  name text not null default ''::text,
  seat text not null,
  role text not null default ''::text,
  affiliation text not null default ''::text,
  affiliated_from date,
  affiliated_to date,
  headcount integer,
  status text not null default 'invited'::text,
  "position" integer not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint briefing_participants_briefing_id_account_id_key UNIQUE (briefing_id, account_id),
  constraint briefing_participants_check CHECK (((kind <> 'unnamed'::text) OR ((name <> ''::text) AND (account_id IS NULL)))),
  constraint briefing_participants_check1 CHECK (((affiliated_from IS NULL) OR (affiliated_to IS NULL) OR (affiliated_from <= affiliated_to))),
  constraint briefing_participants_headcount_check CHECK (((headcount >= 1) AND (headcount <= 100000))),
  constraint briefing_participants_kind_check CHECK ((kind = ANY (ARRAY['person'::text, 'organisation'::text, 'unnamed'::text]))),
  constraint briefing_participants_pkey PRIMARY KEY (id),
  constraint briefing_participants_seat_check CHECK ((seat = ANY (ARRAY['chair'::text, 'secretary'::text, 'operator'::text, 'agency'::text, 'association'::text, 'community'::text, 'member'::text, 'observer'::text]))),
  constraint briefing_participants_status_check CHECK ((status = ANY (ARRAY['invited'::text, 'accepted'::text, 'declined'::text, 'attended'::text, 'absent'::text]))),
  constraint briefing_participants_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefing_participants_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE
);
CREATE INDEX briefing_participants_account ON public.briefing_participants USING btree (account_id, id DESC) WHERE (account_id IS NOT NULL);
CREATE INDEX briefing_participants_order ON public.briefing_participants USING btree (briefing_id, "position", id);

create table briefing_publications (
  briefing_id bigint not null,
  version integer not null,
  body bytea not null,
  sha256 text not null,
  note text not null default ''::text,
  account_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint briefing_publications_pkey PRIMARY KEY (briefing_id, version),
  constraint briefing_publications_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefing_publications_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE
);
CREATE INDEX briefing_publications_account ON public.briefing_publications USING btree (account_id) WHERE (account_id IS NOT NULL);

create table briefing_questions (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  number integer not null,
  kind text not null,
  account_id bigint,
  anonymous boolean not null default false,
  text text not null,
  addressed_to text not null default ''::text,
  status text not null default 'received'::text,
  reason text not null default ''::text,
  grouped_into bigint,
  answer text not null default ''::text,
  answered_by bigint,
  answered_at timestamp with time zone,
  agree integer not null default 0,
  disagree integer not null default 0,
  pass integer not null default 0,
  apart integer not null default 0,
  created_at timestamp with time zone not null default now(),
  constraint briefing_questions_briefing_id_number_key UNIQUE (briefing_id, number),
  constraint briefing_questions_kind_check CHECK ((kind = ANY (ARRAY['question'::text, 'statement'::text]))),
  constraint briefing_questions_pkey PRIMARY KEY (id),
  constraint briefing_questions_status_check CHECK ((status = ANY (ARRAY['received'::text, 'grouped'::text, 'agenda'::text, 'answered'::text, 'declined'::text, 'withdrawn'::text]))),
  constraint briefing_questions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefing_questions_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefing_questions_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint briefing_questions_grouped_into_fkey FOREIGN KEY (grouped_into) REFERENCES briefing_questions(id) ON DELETE SET NULL
);
CREATE INDEX briefing_questions_account ON public.briefing_questions USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX briefing_questions_answered_by ON public.briefing_questions USING btree (answered_by) WHERE (answered_by IS NOT NULL);
CREATE INDEX briefing_questions_grouped ON public.briefing_questions USING btree (grouped_into) WHERE (grouped_into IS NOT NULL);

create table briefing_reports (
  briefing_id bigint not null,
  report_id bigint not null,
  participant_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint briefing_reports_pkey PRIMARY KEY (briefing_id, report_id),
  constraint briefing_reports_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint briefing_reports_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES briefing_participants(id) ON DELETE SET NULL,
  constraint briefing_reports_report_id_fkey FOREIGN KEY (report_id) REFERENCES period_reports(id) ON DELETE CASCADE
);
CREATE INDEX briefing_reports_participant ON public.briefing_reports USING btree (participant_id) WHERE (participant_id IS NOT NULL);
CREATE INDEX briefing_reports_report ON public.briefing_reports USING btree (report_id);

create table briefing_roles (
  series_id bigint not null,
  account_id bigint not null,
  role text not null,
  created_at timestamp with time zone not null default now(),
  constraint briefing_roles_pkey PRIMARY KEY (series_id, account_id),
  constraint briefing_roles_role_check CHECK ((role = ANY (ARRAY['chair'::text, 'secretary'::text]))),
  constraint briefing_roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint briefing_roles_series_id_fkey FOREIGN KEY (series_id) REFERENCES briefing_series(id) ON DELETE CASCADE
);
CREATE INDEX briefing_roles_account ON public.briefing_roles USING btree (account_id);

create table briefing_series (
  id bigint not null default next_id(),
  slug text not null,
  name text not null,
  description text not null default ''::text,
  cadence_months integer not null default 6,
  community_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  archived_at timestamp with time zone,
  constraint briefing_series_cadence_months_check CHECK (((cadence_months >= 1) AND (cadence_months <= 24))),
  constraint briefing_series_pkey PRIMARY KEY (id),
  constraint briefing_series_slug_check CHECK (((slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$'::text) AND (length(slug) <= 60))),
  constraint briefing_series_slug_key UNIQUE (slug),
  constraint briefing_series_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE,
  constraint briefing_series_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX briefing_series_by ON public.briefing_series USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX briefing_series_community ON public.briefing_series USING btree (community_id) WHERE (community_id IS NOT NULL);

create table briefing_steps (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  state text not null,
  account_id bigint,
  note text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint briefing_steps_pkey PRIMARY KEY (id),
  constraint briefing_steps_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefing_steps_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE
);
CREATE INDEX briefing_steps_account ON public.briefing_steps USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX briefing_steps_briefing ON public.briefing_steps USING btree (briefing_id, id);

create table briefing_votes (
  question_id bigint not null,
  account_id bigint not null,
  value smallint not null,
  apart text,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint briefing_votes_apart_check CHECK ((apart = ANY (ARRAY['young'::text, 'suspended'::text]))),
  constraint briefing_votes_pkey PRIMARY KEY (question_id, account_id),
  constraint briefing_votes_value_check CHECK (((value >= '-1'::integer) AND (value <= 1))),
  constraint briefing_votes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint briefing_votes_question_id_fkey FOREIGN KEY (question_id) REFERENCES briefing_questions(id) ON DELETE CASCADE
);
CREATE INDEX briefing_votes_account ON public.briefing_votes USING btree (account_id, question_id);

create table briefings (
  id bigint not null default next_id(),
  series_id bigint not null,
  number integer not null,
  title text not null,
  purpose text not null default ''::text,
  period_from timestamp with time zone not null,
  period_to timestamp with time zone not null,
  ahead_to timestamp with time zone not null,
  starts_at timestamp with time zone,
  ends_at timestamp with time zone,
  place text not null default ''::text,
  stream_url text not null default ''::text,
  state text not null default 'call'::text,
  questions_until timestamp with time zone,
  questions_live boolean not null default true,
  current_item_id bigint,
  report_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  published_at timestamp with time zone,
  constraint briefings_check CHECK (((period_from < period_to) AND (period_to <= ahead_to))),
  constraint briefings_check1 CHECK (((ends_at IS NULL) OR (starts_at IS NULL) OR (starts_at < ends_at))),
  constraint briefings_number_check CHECK (((number >= 1) AND (number <= 9999))),
  constraint briefings_pkey PRIMARY KEY (id),
  constraint briefings_series_id_number_key UNIQUE (series_id, number),
  constraint briefings_state_check CHECK ((state = ANY (ARRAY['call'::text, 'agenda'::text, 'session'::text, 'draft'::text, 'published'::text, 'follow_up'::text]))),
  constraint briefings_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint briefings_current_item_id_fkey FOREIGN KEY (current_item_id) REFERENCES agenda_items(id) ON DELETE SET NULL,
  constraint briefings_report_id_fkey FOREIGN KEY (report_id) REFERENCES period_reports(id) ON DELETE SET NULL,
  constraint briefings_series_id_fkey FOREIGN KEY (series_id) REFERENCES briefing_series(id) ON DELETE CASCADE
);
CREATE INDEX briefings_by ON public.briefings USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX briefings_current ON public.briefings USING btree (current_item_id) WHERE (current_item_id IS NOT NULL);
CREATE INDEX briefings_report ON public.briefings USING btree (report_id) WHERE (report_id IS NOT NULL);
CREATE INDEX briefings_starts ON public.briefings USING btree (starts_at) WHERE (state = ANY (ARRAY['call'::text, 'agenda'::text]));

create table case_notes (
  id bigint not null default next_id(),
  case_id bigint not null,
  account_id bigint not null,
  text text not null,
  created_at timestamp with time zone not null default now(),
  constraint case_notes_pkey PRIMARY KEY (id),
  constraint case_notes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint case_notes_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE
);
CREATE INDEX case_notes_account ON public.case_notes USING btree (account_id);
CREATE INDEX case_notes_case ON public.case_notes USING btree (case_id, id);

create table cases (
  id bigint not null default next_id(),
  subject text not null,
  community_id bigint,
  account_id bigint,
  status_id bigint,
  category text not null,
  urgency smallint not null,
  state text not null default 'open'::text,
  source text not null default 'report'::text,
  automated boolean not null default false,
  assignee_id bigint,
  answers_id bigint,
  content jsonb not null default '{}'::jsonb,
  reports integer not null default 0,
  reporters integer not null default 0,
  young_reporters integer not null default 0,
  opened_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone,
  closed_at timestamp with time zone,
  authority_request_id bigint,
  flagged boolean not null default false,
  withdrawn_at timestamp with time zone,
  constraint cases_pkey PRIMARY KEY (id),
  constraint cases_source_check CHECK ((source = ANY (ARRAY['report'::text, 'flagger'::text, 'authority'::text, 'own'::text]))),
  constraint cases_state_check CHECK ((state = ANY (ARRAY['open'::text, 'assessing'::text, 'decided'::text, 'appealed'::text, 'closed'::text]))),
  constraint cases_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint cases_answers_id_fkey FOREIGN KEY (answers_id) REFERENCES accounts(id),
  constraint cases_assignee_id_fkey FOREIGN KEY (assignee_id) REFERENCES accounts(id),
  constraint cases_authority_request_id_fkey FOREIGN KEY (authority_request_id) REFERENCES authority_requests(id),
  constraint cases_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id)
);
CREATE INDEX cases_account ON public.cases USING btree (account_id, id DESC);
CREATE INDEX cases_answers ON public.cases USING btree (answers_id) WHERE (answers_id IS NOT NULL);
CREATE INDEX cases_assignee ON public.cases USING btree (assignee_id) WHERE (assignee_id IS NOT NULL);
CREATE INDEX cases_closed ON public.cases USING btree (closed_at) WHERE ((state = 'closed'::text) AND (content <> '{}'::jsonb));
CREATE INDEX cases_community ON public.cases USING btree (community_id, id DESC) WHERE (community_id IS NOT NULL);
CREATE INDEX cases_done ON public.cases USING btree (id DESC) WHERE (state = ANY (ARRAY['decided'::text, 'closed'::text]));
CREATE INDEX cases_opened ON public.cases USING btree (opened_at);
CREATE INDEX cases_queue ON public.cases USING btree (urgency, ((NOT flagged)), id) WHERE (state = ANY (ARRAY['open'::text, 'assessing'::text, 'appealed'::text]));
CREATE INDEX cases_queue_appeals ON public.cases USING btree (urgency, ((NOT flagged)), id) WHERE (state = 'appealed'::text);
CREATE INDEX cases_queue_category ON public.cases USING btree (category, urgency, ((NOT flagged)), id) WHERE (state = ANY (ARRAY['open'::text, 'assessing'::text, 'appealed'::text]));
CREATE INDEX cases_queue_community ON public.cases USING btree (community_id, urgency, ((NOT flagged)), id) WHERE ((community_id IS NOT NULL) AND (state = ANY (ARRAY['open'::text, 'assessing'::text, 'appealed'::text])));
CREATE INDEX cases_queue_free ON public.cases USING btree (urgency, ((NOT flagged)), id) WHERE ((assignee_id IS NULL) AND (state = ANY (ARRAY['open'::text, 'assessing'::text, 'appealed'::text])));
CREATE INDEX cases_queue_mine ON public.cases USING btree (assignee_id, urgency, ((NOT flagged)), id) WHERE ((assignee_id IS NOT NULL) AND (state = ANY (ARRAY['open'::text, 'assessing'::text, 'appealed'::text])));
CREATE INDEX cases_repeats ON public.cases USING btree (subject, decided_at) WHERE automated;
CREATE INDEX cases_request ON public.cases USING btree (authority_request_id) WHERE (authority_request_id IS NOT NULL);
CREATE UNIQUE INDEX cases_subject ON public.cases USING btree (subject) WHERE (state = ANY (ARRAY['open'::text, 'assessing'::text]));
CREATE INDEX cases_waiting ON public.cases USING btree (decided_at) WHERE (state = 'decided'::text);

create table commitments (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  text text not null,
  event_id bigint,
  plan_id bigint,
  "position" integer not null default 0,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint commitments_pkey PRIMARY KEY (id),
  constraint commitments_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint commitments_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint commitments_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE SET NULL,
  constraint commitments_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id) ON DELETE SET NULL
);
CREATE INDEX commitments_briefing ON public.commitments USING btree (briefing_id, "position", id);
CREATE INDEX commitments_by ON public.commitments USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX commitments_event ON public.commitments USING btree (event_id) WHERE (event_id IS NOT NULL);
CREATE INDEX commitments_plan ON public.commitments USING btree (plan_id) WHERE (plan_id IS NOT NULL);

create table communities (
  account_id bigint not null,
  accent text not null default '#b3341f'::text,
  place text not null default ''::text,
  place_key text not null default ''::text,
  language text not null default 'vi'::text,
  joining text not null default 'open'::text,
  private boolean not null default false,
  members_may text[] not null default '{post,invite,wiki}'::text[],
  welcome text not null default ''::text,
  welcome_html text not null default ''::text,
  archived_at timestamp with time zone,
  frozen_until timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  closed_at timestamp with time zone,
  kind text not null default 'community'::text,
  constraint communities_accent_check CHECK ((accent ~ '^#[0-9a-f]{6}$'::text)),
  constraint communities_joining_check CHECK ((joining = ANY (ARRAY['open'::text, 'request'::text, 'invite'::text]))),
  constraint communities_kind_check CHECK ((kind = ANY (ARRAY['community'::text, 'site'::text]))),
  constraint communities_pkey PRIMARY KEY (account_id),
  constraint communities_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX communities_new ON public.communities USING btree (account_id DESC) WHERE (archived_at IS NULL);
CREATE INDEX communities_place ON public.communities USING gin (place_key gin_trgm_ops);

create table community_invites (
  id bigint not null default next_id(),
  community_id bigint not null,
  code text not null,
  created_by bigint,
  max_uses integer,
  uses integer not null default 0,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint community_invites_code_key UNIQUE (code),
  constraint community_invites_pkey PRIMARY KEY (id),
  constraint community_invites_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE,
  constraint community_invites_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX community_invites_by ON public.community_invites USING btree (created_by);
CREATE INDEX community_invites_community ON public.community_invites USING btree (community_id, id DESC);

create table community_mutes (
  community_id bigint not null,
  account_id bigint not null,
  until timestamp with time zone,
  constraint community_mutes_pkey PRIMARY KEY (community_id, account_id),
  constraint community_mutes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint community_mutes_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE
);
CREATE INDEX community_mutes_account ON public.community_mutes USING btree (account_id);

create table community_past_decisions (
  id bigint not null default next_id(),
  community_id bigint not null,
  url text not null,
  statement jsonb not null,
  constraint community_past_decisions_community_id_url_key UNIQUE (community_id, url),
  constraint community_past_decisions_pkey PRIMARY KEY (id),
  constraint community_past_decisions_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX community_past_decisions_shown ON public.community_past_decisions USING btree (community_id, id DESC);

create table community_roles (
  community_id bigint not null,
  account_id bigint not null,
  role text not null,
  permissions text[] not null default '{posts,members,cases,rules,wiki,look,invite}'::text[],
  created_at timestamp with time zone not null default now(),
  constraint community_roles_pkey PRIMARY KEY (community_id, account_id),
  constraint community_roles_role_check CHECK ((role = ANY (ARRAY['founder'::text, 'moderator'::text]))),
  constraint community_roles_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint community_roles_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE
);
CREATE INDEX community_roles_account ON public.community_roles USING btree (account_id);
CREATE UNIQUE INDEX community_roles_founder ON public.community_roles USING btree (community_id) WHERE (role = 'founder'::text);

create table community_rule_versions (
  community_id bigint not null,
  version integer not null,
  note text not null default ''::text,
  thread_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  effective_at timestamp with time zone not null default now(),
  constraint community_rule_versions_pkey PRIMARY KEY (community_id, version),
  constraint community_rule_versions_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE,
  constraint community_rule_versions_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX community_rule_versions_by ON public.community_rule_versions USING btree (created_by);

create table community_rules (
  id bigint not null default next_id(),
  community_id bigint not null,
  version integer not null,
  number integer not null,
  text text not null,
  hint text not null default ''::text,
  constraint community_rules_community_id_version_number_key UNIQUE (community_id, version, number),
  constraint community_rules_pkey PRIMARY KEY (id),
  constraint community_rules_community_id_version_fkey FOREIGN KEY (community_id, version) REFERENCES community_rule_versions(community_id, version) ON DELETE CASCADE
);

create table community_sections (
  community_id bigint not null,
  tag_key text not null,
  name text not null,
  description text not null default ''::text,
  "position" integer not null default 0,
  constraint community_sections_pkey PRIMARY KEY (community_id, tag_key),
  constraint community_sections_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE
);

create table community_wiki_pages (
  id bigint not null default next_id(),
  community_id bigint not null,
  slug text not null,
  title text not null,
  text text not null,
  content text not null,
  revision integer not null default 1,
  "position" integer not null default 0,
  locked boolean not null default false,
  deleted_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint community_wiki_pages_community_id_slug_key UNIQUE (community_id, slug),
  constraint community_wiki_pages_pkey PRIMARY KEY (id),
  constraint community_wiki_pages_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE
);

create table community_wiki_revisions (
  page_id bigint not null,
  revision integer not null,
  title text not null,
  text text not null,
  comment text not null default ''::text,
  account_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint community_wiki_revisions_pkey PRIMARY KEY (page_id, revision),
  constraint community_wiki_revisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint community_wiki_revisions_page_id_fkey FOREIGN KEY (page_id) REFERENCES community_wiki_pages(id) ON DELETE CASCADE
);
CREATE INDEX community_wiki_revisions_by ON public.community_wiki_revisions USING btree (account_id);

create table concern_notes (
  concern_id bigint not null,
  briefing_id bigint not null,
  trend text not null,
  text text not null default ''::text,
  account_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint concern_notes_pkey PRIMARY KEY (concern_id, briefing_id),
  constraint concern_notes_trend_check CHECK ((trend = ANY (ARRAY['better'::text, 'same'::text, 'worse'::text, 'unknown'::text]))),
  constraint concern_notes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint concern_notes_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint concern_notes_concern_id_fkey FOREIGN KEY (concern_id) REFERENCES concerns(id) ON DELETE CASCADE
);
CREATE INDEX concern_notes_account ON public.concern_notes USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX concern_notes_briefing ON public.concern_notes USING btree (briefing_id);

create table concerns (
  id bigint not null default next_id(),
  series_id bigint not null,
  briefing_id bigint not null,
  title text not null,
  body text not null default ''::text,
  raised_by text not null default ''::text,
  closed_at timestamp with time zone,
  closed_note text not null default ''::text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint concerns_pkey PRIMARY KEY (id),
  constraint concerns_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint concerns_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint concerns_series_id_fkey FOREIGN KEY (series_id) REFERENCES briefing_series(id) ON DELETE CASCADE
);
CREATE INDEX concerns_briefing ON public.concerns USING btree (briefing_id);
CREATE INDEX concerns_by ON public.concerns USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX concerns_series ON public.concerns USING btree (series_id, id);

create table data_requests (
  id bigint not null default next_id(),
  kind text not null,
  received_at timestamp with time zone not null,
  deadline_at timestamp with time zone not null,
  done_at timestamp with time zone,
  outcome text not null default 'pending'::text,
  note text not null default ''::text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint data_requests_kind_check CHECK ((kind = ANY (ARRAY['access'::text, 'correction'::text, 'export'::text, 'deletion'::text]))),
  constraint data_requests_outcome_check CHECK ((outcome = ANY (ARRAY['pending'::text, 'done'::text, 'refused'::text]))),
  constraint data_requests_pkey PRIMARY KEY (id),
  constraint data_requests_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX data_requests_by ON public.data_requests USING btree (created_by);
CREATE INDEX data_requests_open ON public.data_requests USING btree (deadline_at) WHERE (done_at IS NULL);
CREATE INDEX data_requests_received ON public.data_requests USING btree (received_at DESC, id DESC);

create table decision_audits (
  id bigint not null default next_id(),
  decision_id bigint not null,
  auditor_id bigint,
  drawn_at timestamp with time zone not null default now(),
  measure text,
  ground text,
  note text not null default ''::text,
  acts_alike boolean,
  same_measure boolean,
  judged_at timestamp with time zone,
  constraint decision_audits_decision_id_key UNIQUE (decision_id),
  constraint decision_audits_pkey PRIMARY KEY (id),
  constraint decision_audits_auditor_id_fkey FOREIGN KEY (auditor_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint decision_audits_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id)
);
CREATE INDEX decision_audits_auditor ON public.decision_audits USING btree (auditor_id, judged_at);
CREATE INDEX decision_audits_judged ON public.decision_audits USING btree (judged_at) WHERE (judged_at IS NOT NULL);

create table decisions (
  id bigint not null default next_id(),
  public_id text not null,
  key_hash bytea not null,
  case_id bigint not null,
  community_id bigint,
  account_id bigint,
  status_id bigint,
  decided_by bigint not null,
  measure text not null,
  ground text not null,
  cited text not null default ''::text,
  category text not null,
  content_type text not null,
  content_language text,
  content_created_at timestamp with time zone,
  facts text not null,
  source text not null,
  automated_detection boolean not null default false,
  automated_decision text not null default 'no'::text,
  locale text not null default 'vi'::text,
  told_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  ends_at timestamp with time zone,
  ended_at timestamp with time zone,
  reverses_id bigint,
  target text,
  target_public text,
  conflict text,
  authority_request_id bigint,
  replaces_id bigint,
  constraint decisions_automated_decision_check CHECK ((automated_decision = ANY (ARRAY['no'::text, 'partly'::text, 'fully'::text]))),
  constraint decisions_conflict_check CHECK ((conflict = ANY (ARRAY['party'::text, 'reporter'::text]))),
  constraint decisions_facts_check CHECK ((length(facts) <= 5000)),
  constraint decisions_ground_check CHECK ((ground = ANY (ARRAY['rules'::text, 'law'::text, 'none'::text]))),
  constraint decisions_measure_check CHECK ((measure = ANY (ARRAY['none'::text, 'remove'::text, 'hide'::text, 'label'::text, 'lock'::text, 'warn'::text, 'limit'::text, 'freeze'::text, 'suspend'::text, 'mute'::text, 'ban'::text, 'reversal'::text, 'room_freeze'::text, 'room_close'::text, 'domain_reject'::text, 'domain_limit'::text, 'domain_suspend'::text, 'media_block'::text, 'link_block'::text, 'email_approval'::text, 'email_block'::text, 'ip_approval'::text, 'ip_signup'::text, 'ip_access'::text]))),
  constraint decisions_pkey PRIMARY KEY (id),
  constraint decisions_public_id_key UNIQUE (public_id),
  constraint decisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint decisions_authority_request_id_fkey FOREIGN KEY (authority_request_id) REFERENCES authority_requests(id),
  constraint decisions_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id),
  constraint decisions_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id),
  constraint decisions_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id),
  constraint decisions_replaces_id_fkey FOREIGN KEY (replaces_id) REFERENCES decisions(id),
  constraint decisions_reverses_id_fkey FOREIGN KEY (reverses_id) REFERENCES decisions(id)
);
CREATE INDEX decisions_account ON public.decisions USING btree (account_id, id DESC);
CREATE INDEX decisions_by ON public.decisions USING btree (decided_by, id DESC);
CREATE INDEX decisions_case ON public.decisions USING btree (case_id, id);
CREATE INDEX decisions_community ON public.decisions USING btree (community_id, id DESC) WHERE (community_id IS NOT NULL);
CREATE INDEX decisions_due ON public.decisions USING btree (ends_at) WHERE ((ended_at IS NULL) AND (ends_at IS NOT NULL));
CREATE INDEX decisions_made ON public.decisions USING btree (created_at);
CREATE INDEX decisions_measure ON public.decisions USING btree (measure, id DESC);
CREATE INDEX decisions_public ON public.decisions USING btree (id DESC);
CREATE INDEX decisions_replaced ON public.decisions USING btree (replaces_id) WHERE (replaces_id IS NOT NULL);
CREATE INDEX decisions_request ON public.decisions USING btree (authority_request_id) WHERE (authority_request_id IS NOT NULL);
CREATE UNIQUE INDEX decisions_reversed ON public.decisions USING btree (reverses_id) WHERE (reverses_id IS NOT NULL);
CREATE INDEX decisions_status ON public.decisions USING btree (status_id) WHERE (status_id IS NOT NULL);
CREATE INDEX decisions_target ON public.decisions USING btree (target, id DESC) WHERE (target IS NOT NULL);

create table dev_mails (
  id bigint not null default next_id(),
  recipient text not null,
  subject text not null,
  body text not null,
  created_at timestamp with time zone not null default now(),
  constraint dev_mails_pkey PRIMARY KEY (id)
);

create table dissents (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  finding_id bigint,
  solution_id bigint,
  account_id bigint,
  name text not null default ''::text,
  text text not null,
  created_at timestamp with time zone not null default now(),
  constraint dissents_check CHECK (((finding_id IS NULL) OR (solution_id IS NULL))),
  constraint dissents_pkey PRIMARY KEY (id),
  constraint dissents_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint dissents_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint dissents_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES findings(id) ON DELETE CASCADE,
  constraint dissents_solution_id_fkey FOREIGN KEY (solution_id) REFERENCES solutions(id) ON DELETE CASCADE
);
CREATE INDEX dissents_account ON public.dissents USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX dissents_briefing ON public.dissents USING btree (briefing_id, id);
CREATE INDEX dissents_finding ON public.dissents USING btree (finding_id) WHERE (finding_id IS NOT NULL);
CREATE INDEX dissents_solution ON public.dissents USING btree (solution_id) WHERE (solution_id IS NOT NULL);

create table domain_allows (
  id bigint not null default next_id(),
  domain text not null,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint domain_allows_domain_key UNIQUE (domain),
  constraint domain_allows_pkey PRIMARY KEY (id),
  constraint domain_allows_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id)
);
CREATE INDEX domain_allows_by ON public.domain_allows USING btree (created_by) WHERE (created_by IS NOT NULL);

create table domain_blocks (
  id bigint not null default next_id(),
  domain text not null,
  severity text not null,
  reject_media boolean not null default false,
  reject_reports boolean not null default false,
  obfuscate boolean not null default false,
  private_comment text not null default ''::text,
  public_comment text not null default ''::text,
  decision_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint domain_blocks_decision_id_key UNIQUE (decision_id),
  constraint domain_blocks_domain_key UNIQUE (domain),
  constraint domain_blocks_pkey PRIMARY KEY (id),
  constraint domain_blocks_severity_check CHECK ((severity = ANY (ARRAY['noop'::text, 'silence'::text, 'suspend'::text]))),
  constraint domain_blocks_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id)
);

create table drafts (
  id bigint not null default next_id(),
  account_id bigint not null,
  params jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint drafts_pkey PRIMARY KEY (id),
  constraint drafts_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX drafts_account ON public.drafts USING btree (account_id, id DESC);

create table email_domain_attempts (
  block_id bigint not null,
  day date not null,
  accounts integer not null default 0,
  uses integer not null default 0,
  constraint email_domain_attempts_pkey PRIMARY KEY (block_id, day),
  constraint email_domain_attempts_block_id_fkey FOREIGN KEY (block_id) REFERENCES email_domain_blocks(id) ON DELETE CASCADE
);

create table email_domain_blocks (
  id bigint not null default next_id(),
  domain text not null,
  allow_with_approval boolean not null default false,
  decision_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint email_domain_blocks_decision_id_key UNIQUE (decision_id),
  constraint email_domain_blocks_domain_key UNIQUE (domain),
  constraint email_domain_blocks_pkey PRIMARY KEY (id),
  constraint email_domain_blocks_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id)
);

create table event_calendars (
  account_id bigint not null,
  token_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint event_calendars_pkey PRIMARY KEY (account_id),
  constraint event_calendars_token_hash_key UNIQUE (token_hash),
  constraint event_calendars_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);

create table event_changes (
  id bigint not null default next_id(),
  event_id bigint not null,
  account_id bigint,
  before jsonb not null,
  created_at timestamp with time zone not null default now(),
  constraint event_changes_pkey PRIMARY KEY (id),
  constraint event_changes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint event_changes_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
CREATE INDEX event_changes_account ON public.event_changes USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX event_changes_event ON public.event_changes USING btree (event_id, id DESC);

create table event_occurrences (
  event_id bigint not null,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  over_at timestamp with time zone not null,
  kind text not null,
  community_id bigint,
  long boolean not null default ((over_at - starts_at) > '1 day'::interval),
  constraint event_occurrences_pkey PRIMARY KEY (event_id, starts_at),
  constraint event_occurrences_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE,
  constraint event_occurrences_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
CREATE INDEX event_occurrences_community ON public.event_occurrences USING btree (community_id, starts_at, event_id) WHERE (community_id IS NOT NULL);
CREATE INDEX event_occurrences_kind ON public.event_occurrences USING btree (kind, starts_at, event_id);
CREATE INDEX event_occurrences_long ON public.event_occurrences USING btree (starts_at, event_id) WHERE long;
CREATE INDEX event_occurrences_time ON public.event_occurrences USING btree (starts_at, event_id);

create table event_reminders (
  event_id bigint not null,
  account_id bigint not null,
  minutes integer not null,
  by_mail boolean not null default false,
  told_for timestamp with time zone,
  constraint event_reminders_minutes_check CHECK (((minutes >= 0) AND (minutes <= 43200))),
  constraint event_reminders_pkey PRIMARY KEY (event_id, account_id),
  constraint event_reminders_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint event_reminders_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
CREATE INDEX event_reminders_account ON public.event_reminders USING btree (account_id);
CREATE INDEX event_reminders_due ON public.event_reminders USING btree (event_id, minutes, account_id);

create table event_rsvps (
  event_id bigint not null,
  account_id bigint not null,
  answer text not null,
  named boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint event_rsvps_answer_check CHECK ((answer = ANY (ARRAY['going'::text, 'maybe'::text, 'not_going'::text]))),
  constraint event_rsvps_pkey PRIMARY KEY (event_id, account_id),
  constraint event_rsvps_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint event_rsvps_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id) ON DELETE CASCADE
);
CREATE INDEX event_rsvps_account ON public.event_rsvps USING btree (account_id, event_id DESC);

create table events (
  id bigint not null default next_id(),
  uid uuid not null default gen_random_uuid(),
  account_id bigint not null,
  community_id bigint,
  title text not null,
  description text not null default ''::text,
  html text not null default ''::text,
  kind text not null,
  place text not null default ''::text,
  place_key text not null default ''::text,
  online_url text not null default ''::text,
  language text not null default 'vi'::text,
  start_text text not null,
  end_text text not null default ''::text,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone,
  start_precision text not null,
  end_precision text,
  repeat text not null default 'none'::text,
  repeat_until timestamp with time zone,
  lunar_day smallint,
  lunar_month smallint,
  leap_rule text not null default 'first'::text,
  capacity integer,
  going integer not null default 0,
  maybe integer not null default 0,
  sequence integer not null default 0,
  cancelled_at timestamp with time zone,
  cancelled_by bigint,
  cancel_reason text not null default ''::text,
  expanded_to timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint events_capacity_check CHECK ((capacity > 0)),
  constraint events_check CHECK ((ends_at > starts_at)),
  constraint events_end_precision_check CHECK ((end_precision = ANY (ARRAY['minute'::text, 'day'::text, 'ten-day'::text, 'month'::text]))),
  constraint events_kind_check CHECK ((kind = ANY (ARRAY['political'::text, 'economic'::text, 'social'::text, 'cultural'::text, 'disaster'::text, 'sport'::text, 'community'::text]))),
  constraint events_leap_rule_check CHECK ((leap_rule = ANY (ARRAY['first'::text, 'leap'::text, 'both'::text]))),
  constraint events_lunar_day_check CHECK (((lunar_day >= 1) AND (lunar_day <= 30))),
  constraint events_lunar_month_check CHECK (((lunar_month >= 1) AND (lunar_month <= 12))),
  constraint events_pkey PRIMARY KEY (id),
  constraint events_repeat_check CHECK ((repeat = ANY (ARRAY['none'::text, 'weekly'::text, 'monthly'::text, 'yearly'::text, 'lunar_monthly'::text, 'lunar_yearly'::text]))),
  constraint events_start_precision_check CHECK ((start_precision = ANY (ARRAY['minute'::text, 'day'::text, 'ten-day'::text, 'month'::text]))),
  constraint events_uid_key UNIQUE (uid),
  constraint events_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint events_cancelled_by_fkey FOREIGN KEY (cancelled_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint events_community_id_fkey FOREIGN KEY (community_id) REFERENCES communities(account_id) ON DELETE CASCADE
);
CREATE INDEX events_account ON public.events USING btree (account_id, id DESC);
CREATE INDEX events_cancelled_by ON public.events USING btree (cancelled_by) WHERE (cancelled_by IS NOT NULL);
CREATE INDEX events_community ON public.events USING btree (community_id, id DESC) WHERE (community_id IS NOT NULL);
CREATE INDEX events_expanded ON public.events USING btree (expanded_to) WHERE (expanded_to IS NOT NULL);
CREATE INDEX events_place ON public.events USING gin (place_key gin_trgm_ops) WITH (fastupdate=off);

create table favourites (
  account_id bigint not null,
  status_id bigint not null,
  id bigint not null default next_id(),
  uri text,
  created_at timestamp with time zone not null default now(),
  constraint favourites_pkey PRIMARY KEY (account_id, status_id),
  constraint favourites_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint favourites_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX favourites_account ON public.favourites USING btree (account_id, id DESC) INCLUDE (status_id);
CREATE INDEX favourites_status ON public.favourites USING btree (status_id, id DESC) INCLUDE (account_id);

create table filter_keywords (
  id bigint not null default next_id(),
  filter_id bigint not null,
  keyword text not null,
  whole_word boolean not null default true,
  created_at timestamp with time zone not null default now(),
  exact_marks boolean not null default false,
  constraint filter_keywords_pkey PRIMARY KEY (id),
  constraint filter_keywords_filter_id_fkey FOREIGN KEY (filter_id) REFERENCES filters(id) ON DELETE CASCADE
);
CREATE INDEX filter_keywords_filter ON public.filter_keywords USING btree (filter_id, id);

create table filter_statuses (
  id bigint not null default next_id(),
  filter_id bigint not null,
  status_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint filter_statuses_filter_id_status_id_key UNIQUE (filter_id, status_id),
  constraint filter_statuses_pkey PRIMARY KEY (id),
  constraint filter_statuses_filter_id_fkey FOREIGN KEY (filter_id) REFERENCES filters(id) ON DELETE CASCADE,
  constraint filter_statuses_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX filter_statuses_status ON public.filter_statuses USING btree (status_id);

create table filters (
  id bigint not null default next_id(),
  account_id bigint not null,
  title text not null,
  contexts text[] not null,
  action text not null,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint filters_action_check CHECK ((action = ANY (ARRAY['warn'::text, 'hide'::text, 'blur'::text]))),
  constraint filters_pkey PRIMARY KEY (id),
  constraint filters_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX filters_account ON public.filters USING btree (account_id, id);

create table findings (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  kind text not null,
  text text not null,
  "position" integer not null default 0,
  metric text,
  statement_id text,
  status_id bigint,
  question_id bigint,
  speech_id bigint,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint findings_kind_check CHECK ((kind = ANY (ARRAY['strength'::text, 'limit'::text]))),
  constraint findings_pkey PRIMARY KEY (id),
  constraint findings_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint findings_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint findings_question_id_fkey FOREIGN KEY (question_id) REFERENCES briefing_questions(id) ON DELETE SET NULL,
  constraint findings_speech_id_fkey FOREIGN KEY (speech_id) REFERENCES speeches(id) ON DELETE SET NULL,
  constraint findings_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE SET NULL
);
CREATE INDEX findings_briefing ON public.findings USING btree (briefing_id, kind, "position", id);
CREATE INDEX findings_by ON public.findings USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX findings_question ON public.findings USING btree (question_id) WHERE (question_id IS NOT NULL);
CREATE INDEX findings_speech ON public.findings USING btree (speech_id) WHERE (speech_id IS NOT NULL);
CREATE INDEX findings_status ON public.findings USING btree (status_id) WHERE (status_id IS NOT NULL);

create table follow_requests (
  account_id bigint not null,
  target_id bigint not null,
  id bigint not null default next_id(),
  uri text,
  show_reblogs boolean not null default true,
  notify boolean not null default false,
  languages text[],
  created_at timestamp with time zone not null default now(),
  constraint follow_requests_pkey PRIMARY KEY (account_id, target_id),
  constraint follow_requests_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint follow_requests_target_id_fkey FOREIGN KEY (target_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX follow_requests_target ON public.follow_requests USING btree (target_id, id DESC);

create table follows (
  account_id bigint not null,
  target_id bigint not null,
  id bigint not null default next_id(),
  uri text,
  show_reblogs boolean not null default true,
  notify boolean not null default false,
  languages text[],
  created_at timestamp with time zone not null default now(),
  constraint follows_check CHECK ((account_id <> target_id)),
  constraint follows_pkey PRIMARY KEY (account_id, target_id),
  constraint follows_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint follows_target_id_fkey FOREIGN KEY (target_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX follows_account ON public.follows USING btree (account_id, id DESC);
CREATE INDEX follows_fan_out ON public.follows USING btree (target_id, account_id) INCLUDE (show_reblogs);
CREATE INDEX follows_notify ON public.follows USING btree (target_id) WHERE notify;
CREATE INDEX follows_target ON public.follows USING btree (target_id, id DESC) INCLUDE (account_id);

create table frozen_figures (
  period text not null,
  version integer not null,
  body bytea not null,
  sha256 text not null,
  note text not null default ''::text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint frozen_figures_pkey PRIMARY KEY (period, version),
  constraint frozen_figures_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX frozen_figures_by ON public.frozen_figures USING btree (created_by);

create table heartbeat (
  one boolean not null default true,
  since timestamp with time zone not null,
  seen_at timestamp with time zone not null,
  constraint heartbeat_one_check CHECK (one),
  constraint heartbeat_pkey PRIMARY KEY (one)
);

create table heat_hours (
  kind text not null,
  subject_id bigint not null,
  hour timestamp with time zone not null,
  posts integer not null default 0,
  replies integer not null default 0,
  boosts integer not null default 0,
  reports integer not null default 0,
  sign_ups integer not null default 0,
  views integer not null default 0,
  constraint heat_hours_kind_check CHECK ((kind = ANY (ARRAY['network'::text, 'community'::text, 'tag'::text, 'link'::text]))),
  constraint heat_hours_pkey PRIMARY KEY (kind, subject_id, hour)
);
CREATE INDEX heat_hours_hour ON public.heat_hours USING btree (hour);

create table heat_minutes (
  kind text not null,
  subject_id bigint not null,
  minute timestamp with time zone not null,
  posts integer not null default 0,
  replies integer not null default 0,
  boosts integer not null default 0,
  reports integer not null default 0,
  sign_ups integer not null default 0,
  views integer not null default 0,
  constraint heat_minutes_kind_check CHECK ((kind = ANY (ARRAY['network'::text, 'community'::text, 'tag'::text, 'link'::text]))),
  constraint heat_minutes_pkey PRIMARY KEY (kind, subject_id, minute)
);
CREATE INDEX heat_minutes_minute ON public.heat_minutes USING btree (minute);

create table heat_progress (
  id smallint not null default 1,
  since timestamp with time zone not null,
  counted_at timestamp with time zone not null,
  recounted_at timestamp with time zone not null,
  constraint heat_progress_id_check CHECK ((id = 1)),
  constraint heat_progress_pkey PRIMARY KEY (id)
);

create table held_comments (
  id bigint not null default next_id(),
  article_id bigint not null,
  account_id bigint not null,
  in_reply_to_id bigint,
  text text not null,
  created_at timestamp with time zone not null default now(),
  decided_at timestamp with time zone,
  decided_by bigint,
  refusal text not null default ''::text,
  status_id bigint,
  constraint held_comments_pkey PRIMARY KEY (id),
  constraint held_comments_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint held_comments_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint held_comments_decided_by_fkey FOREIGN KEY (decided_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint held_comments_in_reply_to_id_fkey FOREIGN KEY (in_reply_to_id) REFERENCES statuses(id) ON DELETE SET NULL,
  constraint held_comments_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE SET NULL
);
CREATE INDEX held_comments_account ON public.held_comments USING btree (account_id, id DESC);
CREATE INDEX held_comments_by ON public.held_comments USING btree (decided_by) WHERE (decided_by IS NOT NULL);
CREATE INDEX held_comments_reply ON public.held_comments USING btree (in_reply_to_id) WHERE (in_reply_to_id IS NOT NULL);
CREATE INDEX held_comments_status ON public.held_comments USING btree (status_id) WHERE (status_id IS NOT NULL);
CREATE INDEX held_comments_waiting ON public.held_comments USING btree (article_id, id) WHERE (decided_at IS NULL);

create table home_entries (
  account_id bigint not null,
  status_id bigint not null,
  author_id bigint not null,
  reblog_of_id bigint,
  constraint home_entries_pkey PRIMARY KEY (account_id, status_id) INCLUDE (author_id, reblog_of_id)
);
CREATE INDEX home_entries_reblog ON public.home_entries USING btree (reblog_of_id) WHERE (reblog_of_id IS NOT NULL);

create table host_turns (
  host text not null,
  until_at timestamp with time zone not null,
  closed_until timestamp with time zone,
  constraint host_turns_pkey PRIMARY KEY (host)
);
CREATE INDEX host_turns_until ON public.host_turns USING btree (until_at);

create table idempotency_keys (
  account_id bigint not null,
  key_hash bytea not null,
  status_id bigint,
  scheduled boolean not null default false,
  created_at timestamp with time zone not null default now(),
  constraint idempotency_keys_pkey PRIMARY KEY (account_id, key_hash),
  constraint idempotency_keys_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX idempotency_keys_age ON public.idempotency_keys USING btree (created_at);

create table imported_comments (
  id bigint not null default next_id(),
  article_id bigint not null,
  import_key text not null,
  reply_key text,
  parent_id bigint,
  name text not null default ''::text,
  url text not null default ''::text,
  html text not null,
  origin text not null default ''::text,
  created_at timestamp with time zone not null,
  hidden_at timestamp with time zone,
  hidden_by bigint,
  constraint imported_comments_article_id_import_key_key UNIQUE (article_id, import_key),
  constraint imported_comments_pkey PRIMARY KEY (id),
  constraint imported_comments_article_id_fkey FOREIGN KEY (article_id) REFERENCES articles(id) ON DELETE CASCADE,
  constraint imported_comments_hidden_by_fkey FOREIGN KEY (hidden_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint imported_comments_parent_id_fkey FOREIGN KEY (parent_id) REFERENCES imported_comments(id) ON DELETE SET NULL
);
CREATE INDEX imported_comments_hidden_by ON public.imported_comments USING btree (hidden_by) WHERE (hidden_by IS NOT NULL);
CREATE INDEX imported_comments_parent ON public.imported_comments USING btree (parent_id) WHERE (parent_id IS NOT NULL);
CREATE INDEX imported_comments_shown ON public.imported_comments USING btree (article_id, created_at, id);

create table incidents (
  id bigint not null default next_id(),
  kind text not null,
  source text not null,
  began_at timestamp with time zone not null,
  ended_at timestamp with time zone,
  summary text not null default ''::text,
  affected integer not null default 0,
  told_at timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint incidents_check CHECK (((ended_at IS NULL) OR (ended_at >= began_at))),
  constraint incidents_kind_check CHECK ((kind = ANY (ARRAY['outage'::text, 'breach'::text]))),
  constraint incidents_pkey PRIMARY KEY (id),
  constraint incidents_source_check CHECK ((source = ANY (ARRAY['operator'::text, 'noticed'::text]))),
  constraint incidents_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX incidents_began ON public.incidents USING btree (began_at DESC, id DESC);
CREATE INDEX incidents_by ON public.incidents USING btree (created_by);

create table invites (
  id bigint not null default next_id(),
  code text not null,
  created_by bigint not null,
  note text not null default ''::text,
  max_uses integer,
  uses integer not null default 0,
  expires_at timestamp with time zone,
  revoked_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint invites_code_key UNIQUE (code),
  constraint invites_pkey PRIMARY KEY (id),
  constraint invites_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX invites_by ON public.invites USING btree (created_by, id DESC);

create table ip_blocks (
  id bigint not null default next_id(),
  cidr cidr not null,
  severity text not null,
  comment text not null default ''::text,
  expires_at timestamp with time zone,
  decision_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint ip_blocks_cidr_key UNIQUE (cidr),
  constraint ip_blocks_decision_id_key UNIQUE (decision_id),
  constraint ip_blocks_pkey PRIMARY KEY (id),
  constraint ip_blocks_severity_check CHECK ((severity = ANY (ARRAY['sign_up_requires_approval'::text, 'sign_up_block'::text, 'no_access'::text]))),
  constraint ip_blocks_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id)
);

create table link_domain_blocks (
  id bigint not null default next_id(),
  domain text not null,
  decision_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint link_domain_blocks_decision_id_key UNIQUE (decision_id),
  constraint link_domain_blocks_domain_key UNIQUE (domain),
  constraint link_domain_blocks_pkey PRIMARY KEY (id),
  constraint link_domain_blocks_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id)
);

create table links (
  id bigint not null default next_id(),
  url text not null,
  url_hash bytea not null,
  host text not null,
  state text not null default 'waiting'::text,
  own_kind text,
  own_id bigint,
  canonical_id bigint,
  type text not null default 'link'::text,
  title text not null default ''::text,
  description text not null default ''::text,
  provider_name text not null default ''::text,
  author_name text not null default ''::text,
  author_url text not null default ''::text,
  author_id bigint,
  image_url text,
  image text,
  image_description text not null default ''::text,
  width integer,
  height integer,
  blurhash text,
  language text,
  published_at timestamp with time zone,
  etag text,
  fetched_at timestamp with time zone,
  failures integer not null default 0,
  next_at timestamp with time zone,
  error text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint links_check CHECK (((state = 'own'::text) = ((own_kind IS NOT NULL) AND (own_id IS NOT NULL)))),
  constraint links_own_kind_check CHECK ((own_kind = ANY (ARRAY['article'::text, 'status'::text, 'account'::text]))),
  constraint links_pkey PRIMARY KEY (id),
  constraint links_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'ready'::text, 'plain'::text, 'failed'::text, 'own'::text]))),
  constraint links_type_check CHECK ((type = ANY (ARRAY['link'::text, 'photo'::text, 'video'::text, 'rich'::text]))),
  constraint links_url_hash_key UNIQUE (url_hash),
  constraint links_author_id_fkey FOREIGN KEY (author_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint links_canonical_id_fkey FOREIGN KEY (canonical_id) REFERENCES links(id) ON DELETE SET NULL
);
CREATE INDEX links_author ON public.links USING btree (author_id) WHERE (author_id IS NOT NULL);
CREATE INDEX links_canonical ON public.links USING btree (canonical_id) WHERE (canonical_id IS NOT NULL);
CREATE INDEX links_image ON public.links USING btree (image) WHERE (image IS NOT NULL);
CREATE INDEX links_own ON public.links USING btree (own_kind, own_id) WHERE (state = 'own'::text);

create table markers (
  account_id bigint not null,
  timeline text not null,
  last_read_id bigint not null,
  version integer not null default 1,
  updated_at timestamp with time zone not null default now(),
  constraint markers_pkey PRIMARY KEY (account_id, timeline),
  constraint markers_timeline_check CHECK ((timeline = ANY (ARRAY['home'::text, 'notifications'::text]))),
  constraint markers_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);

create table measure_labels (
  measure_id bigint not null,
  status_id bigint not null,
  why text not null,
  marked_by bigint not null,
  created_at timestamp with time zone not null default now(),
  removed_at timestamp with time zone,
  removed_by bigint,
  constraint measure_labels_pkey PRIMARY KEY (measure_id, status_id),
  constraint measure_labels_why_check CHECK ((why <> ''::text)),
  constraint measure_labels_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES accounts(id),
  constraint measure_labels_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES measures(id),
  constraint measure_labels_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts(id),
  constraint measure_labels_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX measure_labels_by ON public.measure_labels USING btree (marked_by);
CREATE INDEX measure_labels_removed_by ON public.measure_labels USING btree (removed_by) WHERE (removed_by IS NOT NULL);
CREATE INDEX measure_labels_status ON public.measure_labels USING btree (status_id);

create table measure_refusals (
  measure_id bigint not null,
  count bigint not null default 0,
  constraint measure_refusals_pkey PRIMARY KEY (measure_id),
  constraint measure_refusals_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES measures(id)
);

create table measure_reviews (
  measure_id bigint not null,
  due_at timestamp with time zone not null,
  numbers jsonb not null default '{}'::jsonb,
  what_happened text not null default ''::text,
  did_it_help text not null default ''::text,
  what_next text not null default ''::text,
  written_by bigint,
  written_at timestamp with time zone,
  reminded_at timestamp with time zone,
  constraint measure_reviews_pkey PRIMARY KEY (measure_id),
  constraint measure_reviews_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES measures(id),
  constraint measure_reviews_written_by_fkey FOREIGN KEY (written_by) REFERENCES accounts(id)
);
CREATE INDEX measure_reviews_by ON public.measure_reviews USING btree (written_by) WHERE (written_by IS NOT NULL);
CREATE INDEX measure_reviews_open ON public.measure_reviews USING btree (due_at) WHERE (written_at IS NULL);

create table measure_shifts (
  measure_id bigint not null,
  account_id bigint not null,
  constraint measure_shifts_pkey PRIMARY KEY (measure_id, account_id),
  constraint measure_shifts_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint measure_shifts_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES measures(id)
);
CREATE INDEX measure_shifts_account ON public.measure_shifts USING btree (account_id);

create table measure_updates (
  id bigint not null default next_id(),
  measure_id bigint not null,
  title text not null,
  url text not null,
  source text not null,
  added_by bigint not null,
  created_at timestamp with time zone not null default now(),
  removed_at timestamp with time zone,
  removed_by bigint,
  constraint measure_updates_pkey PRIMARY KEY (id),
  constraint measure_updates_source_check CHECK ((source <> ''::text)),
  constraint measure_updates_title_check CHECK ((title <> ''::text)),
  constraint measure_updates_added_by_fkey FOREIGN KEY (added_by) REFERENCES accounts(id),
  constraint measure_updates_measure_id_fkey FOREIGN KEY (measure_id) REFERENCES measures(id),
  constraint measure_updates_removed_by_fkey FOREIGN KEY (removed_by) REFERENCES accounts(id)
);
CREATE INDEX measure_updates_by ON public.measure_updates USING btree (added_by);
CREATE INDEX measure_updates_measure ON public.measure_updates USING btree (measure_id, id DESC);
CREATE INDEX measure_updates_removed_by ON public.measure_updates USING btree (removed_by) WHERE (removed_by IS NOT NULL);

create table measures (
  id bigint not null default next_id(),
  kind text not null,
  community_id bigint,
  options jsonb not null default '{}'::jsonb,
  reason text not null,
  begun_by bigint not null,
  begins_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  renews bigint,
  plan_id bigint,
  ended_at timestamp with time zone,
  ended_by bigint,
  end_reason text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint measures_check CHECK ((ends_at > begins_at)),
  constraint measures_check1 CHECK ((ends_at <= (begins_at + '7 days'::interval))),
  constraint measures_kind_check CHECK ((kind = ANY (ARRAY['slow_mode'::text, 'young_accounts'::text, 'moderator_shift'::text, 'pinned_updates'::text, 'verifying_labels'::text, 'text_only'::text, 'read_only'::text, 'sign_in_to_write'::text]))),
  constraint measures_pkey PRIMARY KEY (id),
  constraint measures_reason_check CHECK ((reason <> ''::text)),
  constraint measures_begun_by_fkey FOREIGN KEY (begun_by) REFERENCES accounts(id),
  constraint measures_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id),
  constraint measures_ended_by_fkey FOREIGN KEY (ended_by) REFERENCES accounts(id),
  constraint measures_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id),
  constraint measures_renews_fkey FOREIGN KEY (renews) REFERENCES measures(id)
);
CREATE INDEX measures_by ON public.measures USING btree (begun_by);
CREATE INDEX measures_community ON public.measures USING btree (community_id, id DESC);
CREATE INDEX measures_ended_by ON public.measures USING btree (ended_by) WHERE (ended_by IS NOT NULL);
CREATE INDEX measures_open ON public.measures USING btree (ends_at) WHERE (ended_at IS NULL);
CREATE INDEX measures_plan ON public.measures USING btree (plan_id) WHERE (plan_id IS NOT NULL);
CREATE INDEX measures_renews ON public.measures USING btree (renews) WHERE (renews IS NOT NULL);
CREATE INDEX measures_scope ON public.measures USING btree (kind, COALESCE(community_id, (0)::bigint), id DESC);

create table media (
  id bigint not null default next_id(),
  account_id bigint not null,
  status_id bigint,
  scheduled_id bigint,
  "position" smallint not null default 0,
  type text not null,
  state text not null default 'ready'::text,
  file text,
  file_type text,
  file_size bigint,
  thumbnail text,
  remote_url text,
  remote_thumbnail_url text,
  description text not null default ''::text,
  blurhash text,
  focus_x real not null default 0,
  focus_y real not null default 0,
  meta jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  sha256 bytea,
  constraint media_pkey PRIMARY KEY (id),
  constraint media_state_check CHECK ((state = ANY (ARRAY['processing'::text, 'ready'::text, 'failed'::text]))),
  constraint media_type_check CHECK ((type = ANY (ARRAY['image'::text, 'gifv'::text, 'video'::text, 'audio'::text, 'unknown'::text]))),
  constraint media_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint media_scheduled_id_fkey FOREIGN KEY (scheduled_id) REFERENCES scheduled_statuses(id) ON DELETE SET NULL,
  constraint media_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE SET NULL
);
CREATE INDEX media_account ON public.media USING btree (account_id, id DESC);
CREATE INDEX media_file ON public.media USING hash (file);
CREATE INDEX media_scheduled ON public.media USING btree (scheduled_id) WHERE (scheduled_id IS NOT NULL);
CREATE INDEX media_status ON public.media USING btree (status_id, "position") WHERE (status_id IS NOT NULL);
CREATE INDEX media_thumbnail ON public.media USING hash (thumbnail);
CREATE INDEX media_unattached ON public.media USING btree (created_at) WHERE ((status_id IS NULL) AND (scheduled_id IS NULL));

create table media_hash_blocks (
  id bigint not null default next_id(),
  sha256 bytea not null,
  decision_id bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint media_hash_blocks_decision_id_key UNIQUE (decision_id),
  constraint media_hash_blocks_pkey PRIMARY KEY (id),
  constraint media_hash_blocks_sha256_key UNIQUE (sha256),
  constraint media_hash_blocks_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id)
);

create table minutes_parts (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  item_id bigint,
  title text not null default ''::text,
  revision integer not null default 0,
  body text not null default ''::text,
  html text not null default ''::text,
  updated_by bigint,
  updated_at timestamp with time zone not null default now(),
  constraint minutes_parts_pkey PRIMARY KEY (id),
  constraint minutes_parts_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint minutes_parts_item_id_fkey FOREIGN KEY (item_id) REFERENCES agenda_items(id) ON DELETE SET NULL,
  constraint minutes_parts_updated_by_fkey FOREIGN KEY (updated_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX minutes_parts_by ON public.minutes_parts USING btree (updated_by) WHERE (updated_by IS NOT NULL);
CREATE UNIQUE INDEX minutes_parts_item ON public.minutes_parts USING btree (briefing_id, item_id) NULLS NOT DISTINCT WHERE ((item_id IS NOT NULL) OR (title = ''::text));
CREATE INDEX minutes_parts_of ON public.minutes_parts USING btree (item_id) WHERE (item_id IS NOT NULL);

create table minutes_revisions (
  part_id bigint not null,
  revision integer not null,
  body text not null,
  base integer not null,
  account_id bigint,
  note text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint minutes_revisions_pkey PRIMARY KEY (part_id, revision),
  constraint minutes_revisions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint minutes_revisions_part_id_fkey FOREIGN KEY (part_id) REFERENCES minutes_parts(id) ON DELETE CASCADE
);
CREATE INDEX minutes_revisions_account ON public.minutes_revisions USING btree (account_id) WHERE (account_id IS NOT NULL);

create table moderation_log (
  id bigint not null default next_id(),
  account_id bigint,
  act text not null,
  case_id bigint,
  decision_id bigint,
  target_id bigint,
  community_id bigint,
  detail jsonb not null default '{}'::jsonb,
  created_at timestamp with time zone not null default now(),
  constraint moderation_log_pkey PRIMARY KEY (id)
);
CREATE INDEX moderation_log_case ON public.moderation_log USING btree (case_id, id);
CREATE INDEX moderation_log_community ON public.moderation_log USING btree (community_id, id DESC);

create table mutes (
  account_id bigint not null,
  target_id bigint not null,
  id bigint not null default next_id(),
  notifications boolean not null default true,
  expires_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint mutes_pkey PRIMARY KEY (account_id, target_id),
  constraint mutes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint mutes_target_id_fkey FOREIGN KEY (target_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX mutes_account ON public.mutes USING btree (account_id, id DESC);
CREATE INDEX mutes_expiry ON public.mutes USING btree (expires_at) WHERE (expires_at IS NOT NULL);
CREATE INDEX mutes_target ON public.mutes USING btree (target_id);

create table network_texts (
  id bigint not null default next_id(),
  kind text not null,
  effective_at timestamp with time zone not null,
  text text not null,
  changes text not null default ''::text,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint network_texts_kind_check CHECK ((kind = ANY (ARRAY['terms'::text, 'privacy'::text]))),
  constraint network_texts_kind_effective_at_key UNIQUE (kind, effective_at),
  constraint network_texts_pkey PRIMARY KEY (id),
  constraint network_texts_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX network_texts_by ON public.network_texts USING btree (created_by);

create table newcomer_posts (
  status_id bigint not null,
  account_id bigint not null,
  links smallint not null default 0,
  recipients bigint[] not null default '{}'::bigint[],
  constraint newcomer_posts_pkey PRIMARY KEY (status_id),
  constraint newcomer_posts_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX newcomer_posts_account ON public.newcomer_posts USING btree (account_id, status_id DESC);

create table notifications (
  id bigint not null default next_id(),
  account_id bigint not null,
  from_account_id bigint not null,
  type text not null,
  status_id bigint,
  created_at timestamp with time zone not null default now(),
  dismissed_at timestamp with time zone,
  cause_id bigint,
  constraint notifications_pkey PRIMARY KEY (id),
  constraint notifications_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint notifications_from_account_id_fkey FOREIGN KEY (from_account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint notifications_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX notifications_account ON public.notifications USING btree (account_id, id DESC) WHERE (dismissed_at IS NULL);
CREATE INDEX notifications_dismissed ON public.notifications USING btree (dismissed_at) WHERE (dismissed_at IS NOT NULL);
CREATE INDEX notifications_from ON public.notifications USING btree (from_account_id);
CREATE INDEX notifications_group ON public.notifications USING btree (account_id, type, COALESCE(status_id, (0)::bigint), id DESC) WHERE ((dismissed_at IS NULL) AND (type = ANY (ARRAY['favourite'::text, 'reblog'::text, 'follow'::text])));
CREATE UNIQUE INDEX notifications_once ON public.notifications USING btree (account_id, type, from_account_id, COALESCE(status_id, (0)::bigint), COALESCE(cause_id, (0)::bigint)) WHERE (type <> 'update'::text);
CREATE INDEX notifications_status ON public.notifications USING btree (status_id) WHERE (status_id IS NOT NULL);

create table oauth_apps (
  id bigint not null default next_id(),
  name text not null,
  website text,
  redirect_uris text[] not null,
  scopes text[] not null,
  client_id text not null,
  client_secret_hash bytea not null,
  created_at timestamp with time zone not null default now(),
  constraint oauth_apps_client_id_key UNIQUE (client_id),
  constraint oauth_apps_pkey PRIMARY KEY (id)
);

create table oauth_grants (
  code_hash bytea not null,
  app_id bigint not null,
  account_id bigint not null,
  redirect_uri text not null,
  scopes text[] not null,
  code_challenge text,
  code_challenge_method text,
  expires_at timestamp with time zone not null,
  used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint oauth_grants_pkey PRIMARY KEY (code_hash),
  constraint oauth_grants_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint oauth_grants_app_id_fkey FOREIGN KEY (app_id) REFERENCES oauth_apps(id) ON DELETE CASCADE
);
CREATE INDEX oauth_grants_account ON public.oauth_grants USING btree (account_id);
CREATE INDEX oauth_grants_app ON public.oauth_grants USING btree (app_id);
CREATE INDEX oauth_grants_expiry ON public.oauth_grants USING btree (expires_at);

create table oauth_tokens (
  id bigint not null default next_id(),
  token_hash bytea not null,
  refresh_hash bytea,
  app_id bigint not null,
  account_id bigint,
  grant_code_hash bytea,
  scopes text[] not null,
  expires_at timestamp with time zone,
  last_used_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  signed_in_at timestamp with time zone,
  constraint oauth_tokens_pkey PRIMARY KEY (id),
  constraint oauth_tokens_refresh_hash_key UNIQUE (refresh_hash),
  constraint oauth_tokens_token_hash_key UNIQUE (token_hash),
  constraint oauth_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint oauth_tokens_app_id_fkey FOREIGN KEY (app_id) REFERENCES oauth_apps(id) ON DELETE CASCADE
);
CREATE INDEX oauth_tokens_account ON public.oauth_tokens USING btree (account_id, id DESC);
CREATE INDEX oauth_tokens_app ON public.oauth_tokens USING btree (app_id);
CREATE INDEX oauth_tokens_grant ON public.oauth_tokens USING btree (grant_code_hash) WHERE (grant_code_hash IS NOT NULL);

create table one_time_tokens (
  token_hash bytea not null,
  purpose text not null,
  account_id bigint,
  data jsonb not null default '{}'::jsonb,
  expires_at timestamp with time zone not null,
  created_at timestamp with time zone not null default now(),
  constraint one_time_tokens_pkey PRIMARY KEY (token_hash),
  constraint one_time_tokens_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX one_time_tokens_account ON public.one_time_tokens USING btree (account_id, purpose);
CREATE INDEX one_time_tokens_expiry ON public.one_time_tokens USING btree (expires_at);

create table outside_feeds (
  id bigint not null default next_id(),
  owner_id bigint not null,
  url text not null,
  title text not null default ''::text,
  site_url text not null default ''::text,
  state text not null default 'active'::text,
  etag text,
  last_modified text,
  every integer not null default 60,
  next_at timestamp with time zone not null default now(),
  failures integer not null default 0,
  error text not null default ''::text,
  fetched_at timestamp with time zone,
  read_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint outside_feeds_every_check CHECK (((every >= 1) AND (every <= 10080))),
  constraint outside_feeds_owner_id_url_key UNIQUE (owner_id, url),
  constraint outside_feeds_pkey PRIMARY KEY (id),
  constraint outside_feeds_state_check CHECK ((state = ANY (ARRAY['active'::text, 'paused'::text, 'gone'::text]))),
  constraint outside_feeds_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES communities(account_id) ON DELETE CASCADE
);
CREATE INDEX outside_feeds_due ON public.outside_feeds USING btree (next_at) WHERE (state = 'active'::text);

create table outside_items (
  id bigint not null default next_id(),
  feed_id bigint not null,
  guid text not null,
  url text not null,
  title text not null,
  excerpt text not null default ''::text,
  author text not null default ''::text,
  published_at timestamp with time zone not null,
  dated boolean not null default true,
  seen_at timestamp with time zone not null,
  constraint outside_items_feed_id_guid_key UNIQUE (feed_id, guid),
  constraint outside_items_pkey PRIMARY KEY (id),
  constraint outside_items_feed_id_fkey FOREIGN KEY (feed_id) REFERENCES outside_feeds(id) ON DELETE CASCADE
);
CREATE INDEX outside_items_newest ON public.outside_items USING btree (feed_id, published_at DESC, id DESC);
CREATE INDEX outside_items_seen ON public.outside_items USING btree (seen_at);

create table passkeys (
  id text not null,
  account_id bigint not null,
  name text not null,
  public_key bytea not null,
  counter bigint not null default 0,
  transports text[] not null default '{}'::text[],
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone,
  constraint passkeys_pkey PRIMARY KEY (id),
  constraint passkeys_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX passkeys_account ON public.passkeys USING btree (account_id);

create table period_reports (
  id bigint not null default next_id(),
  source text not null,
  network text not null,
  title text not null,
  from_at timestamp with time zone not null,
  to_at timestamp with time zone not null,
  state text not null default 'waiting'::text,
  progress smallint not null default 0,
  complete boolean not null default true,
  problem text not null default ''::text,
  body bytea,
  sha256 text,
  source_url text,
  overlaps_id bigint,
  created_by bigint,
  invite_id bigint,
  created_at timestamp with time zone not null default now(),
  ready_at timestamp with time zone,
  constraint period_reports_check CHECK ((from_at < to_at)),
  constraint period_reports_pkey PRIMARY KEY (id),
  constraint period_reports_source_check CHECK ((source = ANY (ARRAY['own'::text, 'submitted'::text, 'fetched'::text]))),
  constraint period_reports_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'counting'::text, 'ready'::text, 'failed'::text]))),
  constraint period_reports_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint period_reports_invite_id_fkey FOREIGN KEY (invite_id) REFERENCES report_invites(id) ON DELETE SET NULL,
  constraint period_reports_overlaps_id_fkey FOREIGN KEY (overlaps_id) REFERENCES period_reports(id)
);
CREATE INDEX period_reports_by ON public.period_reports USING btree (created_by);
CREATE INDEX period_reports_invite ON public.period_reports USING btree (invite_id) WHERE (invite_id IS NOT NULL);
CREATE UNIQUE INDEX period_reports_once ON public.period_reports USING btree (from_at, to_at) WHERE ((source = 'own'::text) AND (state = ANY (ARRAY['waiting'::text, 'counting'::text])));
CREATE INDEX period_reports_overlaps ON public.period_reports USING btree (overlaps_id) WHERE (overlaps_id IS NOT NULL);
CREATE INDEX period_reports_own ON public.period_reports USING btree (from_at, to_at) WHERE (source = 'own'::text);
CREATE INDEX period_reports_period ON public.period_reports USING btree (to_at DESC, id DESC);

create table pins (
  account_id bigint not null,
  status_id bigint not null,
  id bigint not null default next_id(),
  constraint pins_pkey PRIMARY KEY (account_id, status_id),
  constraint pins_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint pins_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX pins_account ON public.pins USING btree (account_id, id DESC);
CREATE INDEX pins_status ON public.pins USING btree (status_id);

create table poll_votes (
  poll_id bigint not null,
  account_id bigint not null,
  choice smallint not null,
  uri text,
  created_at timestamp with time zone not null default now(),
  constraint poll_votes_pkey PRIMARY KEY (poll_id, account_id, choice),
  constraint poll_votes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint poll_votes_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls(id) ON DELETE CASCADE
);
CREATE INDEX poll_votes_account ON public.poll_votes USING btree (account_id);

create table polls (
  id bigint not null default next_id(),
  account_id bigint not null,
  multiple boolean not null default false,
  hide_totals boolean not null default false,
  expires_at timestamp with time zone,
  closed_at timestamp with time zone,
  votes_count integer not null default 0,
  voters_count integer not null default 0,
  options jsonb not null,
  fetched_at timestamp with time zone,
  constraint polls_pkey PRIMARY KEY (id),
  constraint polls_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX polls_account ON public.polls USING btree (account_id);
CREATE INDEX polls_open ON public.polls USING btree (expires_at) WHERE (closed_at IS NULL);

create table purged_posts (
  month integer not null,
  kind text not null,
  posts integer not null,
  constraint purged_posts_kind_check CHECK ((kind = ANY (ARRAY['post'::text, 'thread'::text, 'answer'::text]))),
  constraint purged_posts_pkey PRIMARY KEY (month, kind)
);

create table readiness_changes (
  id bigint not null default next_id(),
  plan_id bigint not null,
  account_id bigint,
  what text not null,
  detail text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint readiness_changes_pkey PRIMARY KEY (id),
  constraint readiness_changes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint readiness_changes_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id) ON DELETE CASCADE
);
CREATE INDEX readiness_changes_by ON public.readiness_changes USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX readiness_changes_plan ON public.readiness_changes USING btree (plan_id, id DESC);

create table readiness_people (
  plan_id bigint not null,
  account_id bigint not null,
  constraint readiness_people_pkey PRIMARY KEY (plan_id, account_id),
  constraint readiness_people_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint readiness_people_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id) ON DELETE CASCADE
);
CREATE INDEX readiness_people_account ON public.readiness_people USING btree (account_id);

create table readiness_plans (
  id bigint not null default next_id(),
  event_id bigint,
  community_id bigint,
  title text not null,
  summary text not null default ''::text,
  owner_id bigint not null,
  expected_level smallint not null default 2,
  starts_at timestamp with time zone not null,
  ends_at timestamp with time zone not null,
  closed_at timestamp with time zone,
  created_by bigint not null,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint readiness_plans_check CHECK ((ends_at > starts_at)),
  constraint readiness_plans_expected_level_check CHECK (((expected_level >= 1) AND (expected_level <= 4))),
  constraint readiness_plans_pkey PRIMARY KEY (id),
  constraint readiness_plans_title_check CHECK ((title <> ''::text)),
  constraint readiness_plans_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id),
  constraint readiness_plans_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id),
  constraint readiness_plans_event_id_fkey FOREIGN KEY (event_id) REFERENCES events(id),
  constraint readiness_plans_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts(id)
);
CREATE INDEX readiness_plans_by ON public.readiness_plans USING btree (created_by);
CREATE INDEX readiness_plans_coming ON public.readiness_plans USING btree (ends_at) WHERE (closed_at IS NULL);
CREATE INDEX readiness_plans_community ON public.readiness_plans USING btree (community_id, id DESC);
CREATE INDEX readiness_plans_event ON public.readiness_plans USING btree (event_id) WHERE (event_id IS NOT NULL);
CREATE INDEX readiness_plans_owner ON public.readiness_plans USING btree (owner_id);

create table readiness_sources (
  id bigint not null default next_id(),
  plan_id bigint not null,
  title text not null,
  url text not null,
  source text not null default ''::text,
  constraint readiness_sources_pkey PRIMARY KEY (id),
  constraint readiness_sources_title_check CHECK ((title <> ''::text)),
  constraint readiness_sources_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id) ON DELETE CASCADE
);
CREATE INDEX readiness_sources_plan ON public.readiness_sources USING btree (plan_id, id);

create table readiness_tasks (
  id bigint not null default next_id(),
  plan_id bigint not null,
  text text not null,
  done_at timestamp with time zone,
  done_by bigint,
  constraint readiness_tasks_pkey PRIMARY KEY (id),
  constraint readiness_tasks_text_check CHECK ((text <> ''::text)),
  constraint readiness_tasks_done_by_fkey FOREIGN KEY (done_by) REFERENCES accounts(id),
  constraint readiness_tasks_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id) ON DELETE CASCADE
);
CREATE INDEX readiness_tasks_by ON public.readiness_tasks USING btree (done_by) WHERE (done_by IS NOT NULL);
CREATE INDEX readiness_tasks_plan ON public.readiness_tasks USING btree (plan_id, id);

create table readiness_thresholds (
  id bigint not null default next_id(),
  plan_id bigint not null,
  kind text not null,
  subject_id bigint not null default 0,
  level smallint not null,
  told_at timestamp with time zone,
  reached_at timestamp with time zone,
  constraint readiness_thresholds_kind_check CHECK ((kind = ANY (ARRAY['network'::text, 'community'::text, 'tag'::text, 'link'::text]))),
  constraint readiness_thresholds_level_check CHECK (((level >= 2) AND (level <= 4))),
  constraint readiness_thresholds_pkey PRIMARY KEY (id),
  constraint readiness_thresholds_plan_id_kind_subject_id_key UNIQUE (plan_id, kind, subject_id),
  constraint readiness_thresholds_plan_id_fkey FOREIGN KEY (plan_id) REFERENCES readiness_plans(id) ON DELETE CASCADE
);

create table recovery_codes (
  account_id bigint not null,
  code_hash bytea not null,
  used_at timestamp with time zone,
  constraint recovery_codes_pkey PRIMARY KEY (account_id, code_hash),
  constraint recovery_codes_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);

create table report_invites (
  id bigint not null default next_id(),
  token_hash bytea not null,
  name text not null,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  revoked_at timestamp with time zone,
  last_used_at timestamp with time zone,
  constraint report_invites_pkey PRIMARY KEY (id),
  constraint report_invites_token_hash_key UNIQUE (token_hash),
  constraint report_invites_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE INDEX report_invites_by ON public.report_invites USING btree (created_by);

create table reports (
  id bigint not null default next_id(),
  case_id bigint not null,
  account_id bigint not null,
  category text not null,
  rule_ids bigint[] not null default '{}'::bigint[],
  status_ids bigint[] not null default '{}'::bigint[],
  comment text not null default ''::text,
  forward boolean not null default false,
  times integer not null default 1,
  created_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  constraint reports_pkey PRIMARY KEY (id),
  constraint reports_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint reports_case_id_fkey FOREIGN KEY (case_id) REFERENCES cases(id) ON DELETE CASCADE
);
CREATE INDEX reports_account ON public.reports USING btree (account_id, id DESC);
CREATE INDEX reports_made ON public.reports USING btree (created_at);
CREATE UNIQUE INDEX reports_once ON public.reports USING btree (case_id, account_id);
CREATE INDEX reports_withdrawn ON public.reports USING btree (withdrawn_at) WHERE (withdrawn_at IS NOT NULL);

create table right_uses (
  month integer not null,
  kind text not null,
  uses integer not null,
  constraint right_uses_kind_check CHECK ((kind = 'export'::text)),
  constraint right_uses_pkey PRIMARY KEY (month, kind)
);

create table rules (
  id bigint not null default next_id(),
  "position" integer not null,
  text text not null,
  hint text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  deleted_at timestamp with time zone,
  translations jsonb not null default '{}'::jsonb,
  constraint rules_pkey PRIMARY KEY (id)
);

create table scam_disputes (
  id bigint not null default next_id(),
  entry_id bigint not null,
  account_id bigint,
  contact text not null default ''::text,
  text text not null,
  public boolean not null default false,
  outcome text,
  answer text not null default ''::text,
  answered_by bigint,
  answered_at timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  constraint scam_disputes_outcome_check CHECK ((outcome = ANY (ARRAY['withdrawn'::text, 'published'::text, 'refused'::text]))),
  constraint scam_disputes_pkey PRIMARY KEY (id),
  constraint scam_disputes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint scam_disputes_answered_by_fkey FOREIGN KEY (answered_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint scam_disputes_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES scam_entries(id) ON DELETE CASCADE
);
CREATE INDEX scam_disputes_account ON public.scam_disputes USING btree (account_id);
CREATE INDEX scam_disputes_by ON public.scam_disputes USING btree (answered_by);
CREATE INDEX scam_disputes_entry ON public.scam_disputes USING btree (entry_id, id);
CREATE INDEX scam_disputes_open ON public.scam_disputes USING btree (id) WHERE (outcome IS NULL);

create table scam_entries (
  id bigint not null default next_id(),
  public_id text not null,
  kind text not null,
  value text not null,
  bank text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint scam_entries_kind_check CHECK ((kind = ANY (ARRAY['phone'::text, 'bank'::text, 'link'::text]))),
  constraint scam_entries_pkey PRIMARY KEY (id),
  constraint scam_entries_public_id_key UNIQUE (public_id),
  constraint scam_entries_value_kind_bank_key UNIQUE (value, kind, bank)
);

create table scam_evidence (
  entry_id bigint not null,
  decision_id bigint not null,
  confirmed_by bigint,
  created_at timestamp with time zone not null default now(),
  withdrawn_at timestamp with time zone,
  constraint scam_evidence_pkey PRIMARY KEY (entry_id, decision_id),
  constraint scam_evidence_confirmed_by_fkey FOREIGN KEY (confirmed_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint scam_evidence_decision_id_fkey FOREIGN KEY (decision_id) REFERENCES decisions(id),
  constraint scam_evidence_entry_id_fkey FOREIGN KEY (entry_id) REFERENCES scam_entries(id) ON DELETE CASCADE
);
CREATE INDEX scam_evidence_by ON public.scam_evidence USING btree (confirmed_by);
CREATE INDEX scam_evidence_decision ON public.scam_evidence USING btree (decision_id);

create table scheduled_statuses (
  id bigint not null default next_id(),
  account_id bigint not null,
  params jsonb not null,
  scheduled_at timestamp with time zone not null,
  published_id bigint,
  created_at timestamp with time zone not null default now(),
  constraint scheduled_statuses_pkey PRIMARY KEY (id),
  constraint scheduled_statuses_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX scheduled_statuses_account ON public.scheduled_statuses USING btree (account_id, id DESC);
CREATE INDEX scheduled_statuses_due ON public.scheduled_statuses USING btree (scheduled_at) WHERE (published_id IS NULL);

create table schema_migrations (
  version integer not null,
  name text not null,
  applied_at timestamp with time zone not null default now(),
  constraint schema_migrations_pkey PRIMARY KEY (version)
);

create table search_blocks (
  kind text not null,
  block integer not null,
  from_sort bigint not null,
  to_sort bigint not null,
  n integer not null default 0,
  constraint search_blocks_pkey PRIMARY KEY (kind, block)
);
CREATE INDEX search_blocks_from ON public.search_blocks USING btree (kind, from_sort DESC);

create table search_documents (
  kind text not null,
  id bigint not null,
  sort bigint not null,
  terms bigint[] not null,
  reach bigint[] not null,
  constraint search_documents_pkey PRIMARY KEY (kind, id)
);
CREATE INDEX search_documents_terms ON public.search_documents USING gin (terms) WITH (fastupdate=off);

create table search_progress (
  kind text not null,
  version integer not null,
  after_id bigint not null default 0,
  done_at timestamp with time zone,
  constraint search_progress_pkey PRIMARY KEY (kind)
);

create table sessions (
  id bigint not null default next_id(),
  token_hash bytea not null,
  account_id bigint not null,
  device text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  last_used_at timestamp with time zone not null default now(),
  expires_at timestamp with time zone not null,
  constraint sessions_pkey PRIMARY KEY (id),
  constraint sessions_token_hash_key UNIQUE (token_hash),
  constraint sessions_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE
);
CREATE INDEX sessions_account ON public.sessions USING btree (account_id, id DESC);
CREATE INDEX sessions_expiry ON public.sessions USING btree (expires_at);

create table settings (
  key text not null,
  value jsonb not null,
  updated_at timestamp with time zone not null default now(),
  constraint settings_pkey PRIMARY KEY (key)
);

create table site_import_notes (
  id bigint not null default next_id(),
  import_id bigint not null,
  kind text not null,
  about text not null default ''::text,
  detail text not null default ''::text,
  line integer,
  count integer not null default 1,
  constraint site_import_notes_pkey PRIMARY KEY (id),
  constraint site_import_notes_import_id_fkey FOREIGN KEY (import_id) REFERENCES site_imports(id) ON DELETE CASCADE
);
CREATE INDEX site_import_notes_import ON public.site_import_notes USING btree (import_id, id);
CREATE INDEX site_import_notes_kind ON public.site_import_notes USING btree (import_id, kind, id);

create table site_import_pictures (
  id bigint not null default next_id(),
  site_id bigint not null,
  import_id bigint not null,
  url text not null,
  caption text not null default ''::text,
  about text not null default ''::text,
  state text not null default 'waiting'::text,
  reason text not null default ''::text,
  media_id bigint,
  constraint site_import_pictures_pkey PRIMARY KEY (id),
  constraint site_import_pictures_site_id_url_key UNIQUE (site_id, url),
  constraint site_import_pictures_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'kept'::text, 'lost'::text]))),
  constraint site_import_pictures_import_id_fkey FOREIGN KEY (import_id) REFERENCES site_imports(id) ON DELETE CASCADE,
  constraint site_import_pictures_media_id_fkey FOREIGN KEY (media_id) REFERENCES media(id) ON DELETE SET NULL,
  constraint site_import_pictures_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE
);
CREATE INDEX site_import_pictures_import ON public.site_import_pictures USING btree (import_id);
CREATE INDEX site_import_pictures_media ON public.site_import_pictures USING btree (media_id) WHERE (media_id IS NOT NULL);
CREATE INDEX site_import_pictures_waiting ON public.site_import_pictures USING btree (import_id, id) WHERE (state = 'waiting'::text);

create table site_imports (
  id bigint not null default next_id(),
  site_id bigint not null,
  account_id bigint,
  source text not null,
  feed boolean not null default false,
  file text,
  format text not null default ''::text,
  title text not null default ''::text,
  old_address text not null default ''::text,
  phase text not null default 'reading'::text,
  stopped_at timestamp with time zone,
  "position" integer not null default 0,
  found jsonb not null default '{}'::jsonb,
  choices jsonb not null default '{}'::jsonb,
  refusal text not null default ''::text,
  articles integer not null default 0,
  articles_known integer not null default 0,
  comments integer not null default 0,
  comments_known integer not null default 0,
  pictures integer not null default 0,
  pictures_lost integer not null default 0,
  created_at timestamp with time zone not null default now(),
  finished_at timestamp with time zone,
  constraint site_imports_phase_check CHECK ((phase = ANY (ARRAY['reading'::text, 'waiting'::text, 'articles'::text, 'comments'::text, 'pictures'::text, 'showing'::text, 'done'::text, 'refused'::text]))),
  constraint site_imports_pkey PRIMARY KEY (id),
  constraint site_imports_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint site_imports_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE
);
CREATE INDEX site_imports_by ON public.site_imports USING btree (account_id) WHERE (account_id IS NOT NULL);
CREATE INDEX site_imports_file ON public.site_imports USING btree (file) WHERE (file IS NOT NULL);
CREATE INDEX site_imports_open ON public.site_imports USING btree (created_at) WHERE (phase <> ALL (ARRAY['done'::text, 'refused'::text]));
CREATE INDEX site_imports_site ON public.site_imports USING btree (site_id, id DESC);

create table site_sections (
  id bigint not null default next_id(),
  site_id bigint not null,
  slug text not null,
  name text not null,
  description text not null default ''::text,
  "position" integer not null default 0,
  constraint site_sections_pkey PRIMARY KEY (id),
  constraint site_sections_site_id_slug_key UNIQUE (site_id, slug),
  constraint site_sections_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE
);

create table site_series (
  id bigint not null default next_id(),
  site_id bigint not null,
  slug text not null,
  title text not null,
  description text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint site_series_pkey PRIMARY KEY (id),
  constraint site_series_site_id_slug_key UNIQUE (site_id, slug),
  constraint site_series_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE
);

create table site_staff (
  site_id bigint not null,
  account_id bigint not null,
  role text not null,
  title text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint site_staff_pkey PRIMARY KEY (site_id, account_id),
  constraint site_staff_role_check CHECK ((role = ANY (ARRAY['editor'::text, 'contributor'::text]))),
  constraint site_staff_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint site_staff_site_id_fkey FOREIGN KEY (site_id) REFERENCES sites(account_id) ON DELETE CASCADE
);
CREATE INDEX site_staff_account ON public.site_staff USING btree (account_id);

create table sites (
  account_id bigint not null,
  owner_kind text not null default 'person'::text,
  owner_id bigint,
  organisation text not null default ''::text,
  host text,
  host_confirmed_at timestamp with time zone,
  served_host text default 
CASE
    WHEN (host_confirmed_at IS NOT NULL) THEN host
    ELSE NULL::text
END,
  host_token text,
  host_problem text,
  about text not null default ''::text,
  about_html text not null default ''::text,
  contact text not null default ''::text,
  masthead text not null default ''::text,
  look text not null default 'paper'::text,
  comments text not null default 'on'::text,
  source_required boolean not null default true,
  sources text[] not null default '{}'::text[],
  reprint_delay integer not null default 0,
  licence text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint sites_comments_check CHECK ((comments = ANY (ARRAY['on'::text, 'off'::text, 'members'::text, 'moderated'::text]))),
  constraint sites_host_problem_check CHECK ((host_problem = ANY (ARRAY['unreachable'::text, 'elsewhere'::text, 'taken'::text]))),
  constraint sites_look_check CHECK ((look = ANY (ARRAY['paper'::text, 'plain'::text]))),
  constraint sites_owner_kind_check CHECK ((owner_kind = ANY (ARRAY['person'::text, 'community'::text, 'organisation'::text]))),
  constraint sites_pkey PRIMARY KEY (account_id),
  constraint sites_reprint_delay_check CHECK (((reprint_delay >= 0) AND (reprint_delay <= 43200))),
  constraint sites_account_id_fkey FOREIGN KEY (account_id) REFERENCES communities(account_id) ON DELETE CASCADE,
  constraint sites_owner_id_fkey FOREIGN KEY (owner_id) REFERENCES accounts(id) ON DELETE SET NULL
);
CREATE UNIQUE INDEX sites_host ON public.sites USING btree (served_host) WHERE (served_host IS NOT NULL);
CREATE INDEX sites_owner ON public.sites USING btree (owner_id) WHERE (owner_id IS NOT NULL);
CREATE INDEX sites_waiting_host ON public.sites USING btree (host) WHERE ((host_confirmed_at IS NULL) AND (host IS NOT NULL));

create table solutions (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  finding_id bigint,
  text text not null,
  "position" integer not null default 0,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  constraint solutions_pkey PRIMARY KEY (id),
  constraint solutions_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint solutions_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint solutions_finding_id_fkey FOREIGN KEY (finding_id) REFERENCES findings(id) ON DELETE SET NULL
);
CREATE INDEX solutions_briefing ON public.solutions USING btree (briefing_id, "position", id);
CREATE INDEX solutions_by ON public.solutions USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX solutions_finding ON public.solutions USING btree (finding_id) WHERE (finding_id IS NOT NULL);

create table speeches (
  id bigint not null default next_id(),
  briefing_id bigint not null,
  number integer not null,
  item_id bigint,
  participant_id bigint,
  speaker text not null default ''::text,
  text text not null,
  said_at timestamp with time zone,
  created_by bigint,
  created_at timestamp with time zone not null default now(),
  updated_at timestamp with time zone not null default now(),
  constraint speeches_briefing_id_number_key UNIQUE (briefing_id, number),
  constraint speeches_pkey PRIMARY KEY (id),
  constraint speeches_briefing_id_fkey FOREIGN KEY (briefing_id) REFERENCES briefings(id) ON DELETE CASCADE,
  constraint speeches_created_by_fkey FOREIGN KEY (created_by) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint speeches_item_id_fkey FOREIGN KEY (item_id) REFERENCES agenda_items(id) ON DELETE SET NULL,
  constraint speeches_participant_id_fkey FOREIGN KEY (participant_id) REFERENCES briefing_participants(id) ON DELETE SET NULL
);
CREATE INDEX speeches_by ON public.speeches USING btree (created_by) WHERE (created_by IS NOT NULL);
CREATE INDEX speeches_item ON public.speeches USING btree (item_id) WHERE (item_id IS NOT NULL);
CREATE INDEX speeches_participant ON public.speeches USING btree (participant_id) WHERE (participant_id IS NOT NULL);

create table status_counts (
  status_id bigint not null,
  replies integer not null default 0,
  reblogs integer not null default 0,
  favourites integer not null default 0,
  constraint status_counts_pkey PRIMARY KEY (status_id),
  constraint status_counts_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);

create table status_edits (
  id bigint not null default next_id(),
  status_id bigint not null,
  text text not null,
  content text not null,
  spoiler_text text not null,
  sensitive boolean not null,
  language text,
  media jsonb not null default '[]'::jsonb,
  poll_options jsonb,
  created_at timestamp with time zone not null,
  constraint status_edits_pkey PRIMARY KEY (id),
  constraint status_edits_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX status_edits_status ON public.status_edits USING btree (status_id, id);

create table status_links (
  status_id bigint not null,
  link_id bigint not null,
  listed boolean not null,
  constraint status_links_pkey PRIMARY KEY (status_id),
  constraint status_links_link_id_fkey FOREIGN KEY (link_id) REFERENCES links(id) ON DELETE CASCADE,
  constraint status_links_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX status_links_link ON public.status_links USING btree (link_id, status_id DESC);
CREATE INDEX status_links_listed ON public.status_links USING btree (status_id DESC) WHERE listed;

create table status_media_index (
  account_id bigint not null,
  status_id bigint not null,
  constraint status_media_index_pkey PRIMARY KEY (account_id, status_id),
  constraint status_media_index_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint status_media_index_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX status_media_index_status ON public.status_media_index USING btree (status_id);

create table status_mentions (
  status_id bigint not null,
  account_id bigint not null,
  silent boolean not null default false,
  constraint status_mentions_pkey PRIMARY KEY (status_id, account_id),
  constraint status_mentions_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint status_mentions_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX status_mentions_account ON public.status_mentions USING btree (account_id, status_id DESC);

create table status_tags (
  tag_id bigint not null,
  status_id bigint not null,
  name text not null,
  listed boolean not null,
  constraint status_tags_pkey PRIMARY KEY (tag_id, status_id),
  constraint status_tags_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE,
  constraint status_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags(id) ON DELETE CASCADE
);
CREATE INDEX status_tags_listed ON public.status_tags USING btree (tag_id, status_id DESC) WHERE listed;
CREATE INDEX status_tags_status ON public.status_tags USING btree (status_id);

create table statuses (
  id bigint not null default next_id(),
  account_id bigint not null,
  uri text,
  url text,
  local boolean not null default true,
  in_reply_to_id bigint,
  in_reply_to_account_id bigint,
  thread_id bigint not null,
  reblog_of_id bigint,
  text text not null default ''::text,
  content text not null default ''::text,
  spoiler_text text not null default ''::text,
  visibility text not null,
  sensitive boolean not null default false,
  language text,
  poll_id bigint,
  app_id bigint,
  version integer not null default 1,
  created_at timestamp with time zone not null default now(),
  edited_at timestamp with time zone,
  deleted_at timestamp with time zone,
  fetched_at timestamp with time zone,
  community_id bigint,
  number integer,
  removed_at timestamp with time zone,
  notice jsonb,
  reply_policy text,
  constraint statuses_pkey PRIMARY KEY (id),
  constraint statuses_reply_policy_check CHECK ((reply_policy = ANY (ARRAY['everyone'::text, 'followers'::text, 'followed'::text, 'mentioned'::text]))),
  constraint statuses_visibility_check CHECK ((visibility = ANY (ARRAY['public'::text, 'unlisted'::text, 'private'::text, 'direct'::text]))),
  constraint statuses_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id),
  constraint statuses_app_id_fkey FOREIGN KEY (app_id) REFERENCES oauth_apps(id) ON DELETE SET NULL,
  constraint statuses_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id),
  constraint statuses_in_reply_to_account_id_fkey FOREIGN KEY (in_reply_to_account_id) REFERENCES accounts(id),
  constraint statuses_in_reply_to_id_fkey FOREIGN KEY (in_reply_to_id) REFERENCES statuses(id) ON DELETE SET NULL,
  constraint statuses_poll_id_fkey FOREIGN KEY (poll_id) REFERENCES polls(id) ON DELETE SET NULL,
  constraint statuses_reblog_of_id_fkey FOREIGN KEY (reblog_of_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX statuses_account ON public.statuses USING btree (account_id, id DESC) WHERE (deleted_at IS NULL);
CREATE INDEX statuses_app ON public.statuses USING btree (app_id) WHERE (app_id IS NOT NULL);
CREATE INDEX statuses_community ON public.statuses USING btree (community_id, id DESC) WHERE ((community_id IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX statuses_direct ON public.statuses USING btree (account_id, id DESC) WHERE ((visibility = 'direct'::text) AND (deleted_at IS NULL));
CREATE UNIQUE INDEX statuses_number ON public.statuses USING btree (thread_id, number) WHERE (number IS NOT NULL);
CREATE INDEX statuses_poll ON public.statuses USING btree (poll_id) WHERE (poll_id IS NOT NULL);
CREATE INDEX statuses_public ON public.statuses USING btree (id DESC) WHERE ((visibility = 'public'::text) AND (reblog_of_id IS NULL) AND (deleted_at IS NULL) AND ((in_reply_to_account_id IS NULL) OR (in_reply_to_account_id = account_id)));
CREATE INDEX statuses_public_local ON public.statuses USING btree (id DESC) WHERE ((visibility = 'public'::text) AND (reblog_of_id IS NULL) AND (deleted_at IS NULL) AND local AND ((in_reply_to_account_id IS NULL) OR (in_reply_to_account_id = account_id)));
CREATE UNIQUE INDEX statuses_reblog ON public.statuses USING btree (reblog_of_id, account_id) WHERE ((reblog_of_id IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX statuses_reply ON public.statuses USING btree (in_reply_to_id, id) WHERE (in_reply_to_id IS NOT NULL);
CREATE INDEX statuses_reply_account ON public.statuses USING btree (in_reply_to_account_id) WHERE (in_reply_to_account_id IS NOT NULL);
CREATE INDEX statuses_thread ON public.statuses USING btree (thread_id, id) WHERE (reblog_of_id IS NULL);
CREATE UNIQUE INDEX statuses_uri ON public.statuses USING btree (uri) WHERE (uri IS NOT NULL);

create table tags (
  id bigint not null default next_id(),
  key text not null,
  name text not null,
  created_at timestamp with time zone not null default now(),
  constraint tags_key_key UNIQUE (key),
  constraint tags_pkey PRIMARY KEY (id)
);
CREATE INDEX tags_search ON public.tags USING gin (key gin_trgm_ops);

create table thread_mutes (
  account_id bigint not null,
  thread_id bigint not null,
  constraint thread_mutes_pkey PRIMARY KEY (account_id, thread_id),
  constraint thread_mutes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);

create table thread_notes (
  id bigint not null default next_id(),
  thread_id bigint not null,
  after_number integer not null,
  kind text not null,
  account_id bigint,
  other_thread_id bigint,
  text text not null default ''::text,
  created_at timestamp with time zone not null default now(),
  constraint thread_notes_kind_check CHECK ((kind = ANY (ARRAY['moved'::text, 'split'::text, 'merged'::text, 'locked'::text, 'unlocked'::text, 'renamed'::text, 'resectioned'::text]))),
  constraint thread_notes_pkey PRIMARY KEY (id),
  constraint thread_notes_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE SET NULL,
  constraint thread_notes_other_thread_id_fkey FOREIGN KEY (other_thread_id) REFERENCES threads(id) ON DELETE SET NULL,
  constraint thread_notes_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads(id) ON DELETE CASCADE
);
CREATE INDEX thread_notes_by ON public.thread_notes USING btree (account_id);
CREATE INDEX thread_notes_other ON public.thread_notes USING btree (other_thread_id);
CREATE INDEX thread_notes_thread ON public.thread_notes USING btree (thread_id, after_number);

create table thread_readers (
  account_id bigint not null,
  thread_id bigint not null,
  read_number integer not null default '-1'::integer,
  follows boolean not null default false,
  told_number integer not null default '-1'::integer,
  updated_at timestamp with time zone not null default now(),
  constraint thread_readers_pkey PRIMARY KEY (account_id, thread_id),
  constraint thread_readers_account_id_fkey FOREIGN KEY (account_id) REFERENCES users(account_id) ON DELETE CASCADE,
  constraint thread_readers_thread_id_fkey FOREIGN KEY (thread_id) REFERENCES threads(id) ON DELETE CASCADE
);
CREATE INDEX thread_readers_followers ON public.thread_readers USING btree (thread_id) WHERE follows;

create table threads (
  id bigint not null,
  community_id bigint not null,
  account_id bigint not null,
  title text not null default ''::text,
  summary text not null default ''::text,
  section text,
  numbers integer not null default 1,
  replies integer not null default 0,
  participants integer not null default 1,
  last_id bigint not null,
  score real not null default 0,
  pinned_at timestamp with time zone,
  locked_at timestamp with time zone,
  deleted_at timestamp with time zone,
  merged_into bigint,
  crosspost_of bigint,
  crosspost_url text,
  constraint threads_pkey PRIMARY KEY (id),
  constraint threads_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint threads_community_id_fkey FOREIGN KEY (community_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint threads_crosspost_of_fkey FOREIGN KEY (crosspost_of) REFERENCES threads(id) ON DELETE SET NULL,
  constraint threads_merged_into_fkey FOREIGN KEY (merged_into) REFERENCES threads(id) ON DELETE SET NULL
);
CREATE INDEX threads_account ON public.threads USING btree (account_id);
CREATE INDEX threads_active ON public.threads USING btree (community_id, last_id DESC) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));
CREATE INDEX threads_best ON public.threads USING btree (community_id, score DESC, id DESC) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));
CREATE UNIQUE INDEX threads_crosspost ON public.threads USING btree (crosspost_of, community_id) WHERE ((crosspost_of IS NOT NULL) AND (deleted_at IS NULL));
CREATE INDEX threads_crosspost_of ON public.threads USING btree (crosspost_of) WHERE (crosspost_of IS NOT NULL);
CREATE INDEX threads_merged ON public.threads USING btree (merged_into) WHERE (merged_into IS NOT NULL);
CREATE INDEX threads_new ON public.threads USING btree (community_id, id DESC) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));
CREATE INDEX threads_pinned ON public.threads USING btree (community_id, pinned_at DESC) WHERE (pinned_at IS NOT NULL);
CREATE INDEX threads_section ON public.threads USING btree (community_id, section, last_id DESC) WHERE ((deleted_at IS NULL) AND (merged_into IS NULL));

create table trend_links (
  link_id bigint not null,
  place integer not null,
  people integer not null,
  score real not null,
  constraint trend_links_pkey PRIMARY KEY (link_id),
  constraint trend_links_link_id_fkey FOREIGN KEY (link_id) REFERENCES links(id) ON DELETE CASCADE
);
CREATE INDEX trend_links_place ON public.trend_links USING btree (place);

create table trend_statuses (
  status_id bigint not null,
  place integer not null,
  people integer not null,
  score real not null,
  constraint trend_statuses_pkey PRIMARY KEY (status_id),
  constraint trend_statuses_status_id_fkey FOREIGN KEY (status_id) REFERENCES statuses(id) ON DELETE CASCADE
);
CREATE INDEX trend_statuses_place ON public.trend_statuses USING btree (place);

create table trend_tags (
  tag_id bigint not null,
  place integer not null,
  people integer not null,
  score real not null,
  constraint trend_tags_pkey PRIMARY KEY (tag_id),
  constraint trend_tags_tag_id_fkey FOREIGN KEY (tag_id) REFERENCES tags(id) ON DELETE CASCADE
);
CREATE INDEX trend_tags_place ON public.trend_tags USING btree (place);

create table trusted_flaggers (
  account_id bigint not null,
  marked_by bigint not null,
  created_at timestamp with time zone not null default now(),
  constraint trusted_flaggers_pkey PRIMARY KEY (account_id),
  constraint trusted_flaggers_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint trusted_flaggers_marked_by_fkey FOREIGN KEY (marked_by) REFERENCES accounts(id)
);
CREATE INDEX trusted_flaggers_by ON public.trusted_flaggers USING btree (marked_by);

create table users (
  account_id bigint not null,
  email text not null,
  email_confirmed_at timestamp with time zone,
  unconfirmed_email text,
  password_hash text,
  role text not null default 'user'::text,
  locale text not null default 'vi'::text,
  approved_at timestamp with time zone,
  reason text not null default ''::text,
  invite_id bigint,
  preferences jsonb not null default '{}'::jsonb,
  totp_secret text,
  totp_enabled_at timestamp with time zone,
  totp_last_step bigint,
  active_at timestamp with time zone not null default now(),
  home_built_at timestamp with time zone,
  disabled_at timestamp with time zone,
  delete_after timestamp with time zone,
  created_at timestamp with time zone not null default now(),
  vouched boolean not null default false,
  constraint users_pkey PRIMARY KEY (account_id),
  constraint users_role_check CHECK ((role = ANY (ARRAY['user'::text, 'moderator'::text, 'admin'::text]))),
  constraint users_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE,
  constraint users_invite_id_fkey FOREIGN KEY (invite_id) REFERENCES invites(id) ON DELETE SET NULL
);
CREATE INDEX users_delete_after ON public.users USING btree (delete_after) WHERE (delete_after IS NOT NULL);
CREATE UNIQUE INDEX users_email ON public.users USING btree (lower(email));
CREATE INDEX users_pending ON public.users USING btree (created_at) WHERE (approved_at IS NULL);
CREATE INDEX users_team ON public.users USING btree (account_id) WHERE (role <> 'user'::text);

create table watch_marks (
  mark bytea not null,
  status_id bigint not null,
  account_id bigint not null,
  constraint watch_marks_pkey PRIMARY KEY (mark, status_id),
  constraint watch_marks_account_id_fkey FOREIGN KEY (account_id) REFERENCES accounts(id) ON DELETE CASCADE
);
CREATE INDEX watch_marks_account ON public.watch_marks USING btree (account_id);
CREATE INDEX watch_marks_status ON public.watch_marks USING btree (status_id);
