-- The giao ban: a numbered, recurring review in public. The objects are those of docs/briefings.md.
create table briefing_series (
  id bigint primary key default next_id(),
  slug text not null unique check (slug ~ '^[a-z0-9]+(-[a-z0-9]+)*$' and length(slug) <= 60),
  name text not null,
  description text not null default '',
  cadence_months integer not null default 6 check (cadence_months between 1 and 24),
  -- Whose it is: a community, or (null) the whole network.
  community_id bigint references communities (account_id) on delete cascade,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  archived_at timestamptz
);
create index briefing_series_community on briefing_series (community_id) where community_id is not null;
create index briefing_series_by on briefing_series (created_by) where created_by is not null;

-- Chairs and the secretary of a series: they run its sessions.
create table briefing_roles (
  series_id bigint not null references briefing_series (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  role text not null check (role in ('chair', 'secretary')),
  created_at timestamptz not null default now(),
  primary key (series_id, account_id)
);
create index briefing_roles_account on briefing_roles (account_id);

create table briefings (
  id bigint primary key default next_id(),
  series_id bigint not null references briefing_series (id) on delete cascade,
  number integer not null check (number between 1 and 9999),
  title text not null,
  -- What it is for, in a paragraph.
  purpose text not null default '',
  -- The period looked at and the period ahead; half-open, by Vietnam's midnights.
  period_from timestamptz not null,
  period_to timestamptz not null,
  ahead_to timestamptz not null,
  starts_at timestamptz,
  ends_at timestamptz,
  place text not null default '',
  stream_url text not null default '',
  state text not null default 'call'
    check (state in ('call', 'agenda', 'session', 'draft', 'published', 'follow_up')),
  -- Until when questions may be put; null: until the agenda is fixed.
  questions_until timestamptz,
  -- Whether questions and votes are taken while it is in session.
  questions_live boolean not null default true,
  -- The agenda item that is being spoken about.
  current_item_id bigint,
  -- Our own period report (period_reports).
  report_id bigint,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  published_at timestamptz,
  check (period_from < period_to and period_to <= ahead_to),
  check (ends_at is null or starts_at is null or starts_at < ends_at),
  unique (series_id, number)
);
create index briefings_by on briefings (created_by) where created_by is not null;
create index briefings_starts on briefings (starts_at) where state in ('call', 'agenda');
create index briefings_report on briefings (report_id) where report_id is not null;

-- Every step from state to state, by whom and why.
create table briefing_steps (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  state text not null,
  account_id bigint references accounts (id) on delete set null,
  note text not null default '',
  created_at timestamptz not null default now()
);
create index briefing_steps_briefing on briefing_steps (briefing_id, id);
create index briefing_steps_account on briefing_steps (account_id) where account_id is not null;

create table briefing_participants (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  kind text not null default 'person' check (kind in ('person', 'organisation', 'unnamed')),
  -- Here or on another server; null: somebody without an account, or one whose server is not known here yet (address).
  account_id bigint references accounts (id) on delete set null,
  -- name@server as it was typed, of one who is not known here.
  address text not null default '',
  name text not null default '',
  seat text not null check (seat in
    ('chair', 'secretary', 'operator', 'agency', 'association', 'community', 'member', 'observer')),
  role text not null default '',
  affiliation text not null default '',
  affiliated_from date,
  affiliated_to date,
  -- How many it stands for: others who came and are not named are counted honestly; null: not counted ("và những người khác").
  headcount integer check (headcount between 1 and 100000),
  status text not null default 'invited' check (status in ('invited', 'accepted', 'declined', 'attended', 'absent')),
  position integer not null default 0,
  created_at timestamptz not null default now(),
  check (kind <> 'unnamed' or (name <> '' and account_id is null)),
  check (affiliated_from is null or affiliated_to is null or affiliated_from <= affiliated_to),
  unique (briefing_id, account_id)
);
create index briefing_participants_account on briefing_participants (account_id, id desc) where account_id is not null;
create index briefing_participants_order on briefing_participants (briefing_id, position, id);

create table briefing_questions (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  number integer not null,
  kind text not null check (kind in ('question', 'statement')),
  account_id bigint references accounts (id) on delete set null,
  -- Her name is shown to nobody, the chairs and the secretary included.
  anonymous boolean not null default false,
  text text not null,
  addressed_to text not null default '',
  status text not null default 'received'
    check (status in ('received', 'grouped', 'agenda', 'answered', 'declined', 'withdrawn')),
  -- Why it was not taken up.
  reason text not null default '',
  grouped_into bigint references briefing_questions (id) on delete set null,
  answer text not null default '',
  answered_by bigint references accounts (id) on delete set null,
  answered_at timestamptz,
  -- Counted votes; those set apart are counted beside them.
  agree integer not null default 0,
  disagree integer not null default 0,
  pass integer not null default 0,
  apart integer not null default 0,
  created_at timestamptz not null default now(),
  unique (briefing_id, number)
);
create index briefing_questions_account on briefing_questions (account_id) where account_id is not null;
create index briefing_questions_grouped on briefing_questions (grouped_into) where grouped_into is not null;
create index briefing_questions_answered_by on briefing_questions (answered_by) where answered_by is not null;

create table briefing_votes (
  question_id bigint not null references briefing_questions (id) on delete cascade,
  account_id bigint not null references accounts (id) on delete cascade,
  -- 1 agree, -1 disagree, 0 pass.
  value smallint not null check (value between -1 and 1),
  -- Why it is shown apart and not counted.
  apart text check (apart in ('young', 'suspended')),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  primary key (question_id, account_id)
);
create index briefing_votes_account on briefing_votes (account_id, question_id);

-- The opinion groups as they were computed last; the letters of the groups go on from one run to the next.
create table briefing_opinions (
  briefing_id bigint primary key references briefings (id) on delete cascade,
  computed_at timestamptz not null,
  votes integer not null,
  result jsonb not null
);

create table agenda_items (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  position integer not null,
  title text not null,
  body text not null default '',
  presenter_id bigint references briefing_participants (id) on delete set null,
  presenter text not null default '',
  minutes_planned integer check (minutes_planned between 1 and 1440),
  -- Title and address, a line each as the secretary typed them.
  documents jsonb not null default '[]',
  question_id bigint references briefing_questions (id) on delete set null,
  started_at timestamptz,
  done_at timestamptz,
  created_at timestamptz not null default now()
);
create index agenda_items_order on agenda_items (briefing_id, position, id);
create index agenda_items_presenter on agenda_items (presenter_id) where presenter_id is not null;
create index agenda_items_question on agenda_items (question_id) where question_id is not null;
alter table briefings add foreign key (current_item_id) references agenda_items (id) on delete set null;
create index briefings_current on briefings (current_item_id) where current_item_id is not null;

-- What somebody said, word for word; its address is the anchor #loi-NUMBER.
create table speeches (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  number integer not null,
  item_id bigint references agenda_items (id) on delete set null,
  participant_id bigint references briefing_participants (id) on delete set null,
  speaker text not null default '',
  text text not null,
  said_at timestamptz,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  unique (briefing_id, number)
);
create index speeches_item on speeches (item_id) where item_id is not null;
create index speeches_participant on speeches (participant_id) where participant_id is not null;
create index speeches_by on speeches (created_by) where created_by is not null;

-- The minutes are written together, a part for each agenda item and one for the whole (item_id null).
create table minutes_parts (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  item_id bigint references agenda_items (id) on delete set null,
  title text not null default '',
  revision integer not null default 0,
  body text not null default '',
  html text not null default '',
  updated_by bigint references accounts (id) on delete set null,
  updated_at timestamptz not null default now()
);
create unique index minutes_parts_item on minutes_parts (briefing_id, item_id) nulls not distinct where item_id is not null or title = '';
create index minutes_parts_of on minutes_parts (item_id) where item_id is not null;
create index minutes_parts_by on minutes_parts (updated_by) where updated_by is not null;

create table minutes_revisions (
  part_id bigint not null references minutes_parts (id) on delete cascade,
  revision integer not null,
  body text not null,
  -- The revision that she had before her as she wrote; smaller than revision - 1 when two were merged.
  base integer not null,
  account_id bigint references accounts (id) on delete set null,
  note text not null default '',
  created_at timestamptz not null default now(),
  primary key (part_id, revision)
);
create index minutes_revisions_account on minutes_revisions (account_id) where account_id is not null;

-- What was changed in something published, for its readers: how it read before, what was wrong.
create table briefing_corrections (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  subject text not null check (subject in
    ('briefing', 'participant', 'agenda', 'speech', 'minutes', 'answer', 'finding', 'solution', 'action', 'concern', 'commitment')),
  subject_id bigint not null,
  before text not null,
  note text not null check (note <> ''),
  account_id bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now()
);
create index briefing_corrections_of on briefing_corrections (briefing_id, id);
create index briefing_corrections_account on briefing_corrections (account_id) where account_id is not null;

-- Reports of other networks that are shown beside ours.
create table briefing_reports (
  briefing_id bigint not null references briefings (id) on delete cascade,
  report_id bigint not null,
  participant_id bigint references briefing_participants (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (briefing_id, report_id)
);
create index briefing_reports_report on briefing_reports (report_id);
create index briefing_reports_participant on briefing_reports (participant_id) where participant_id is not null;

create table findings (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  -- Mặt được, hạn chế.
  kind text not null check (kind in ('strength', 'limit')),
  text text not null,
  position integer not null default 0,
  -- What it rests on: a metric of the report, a case, a post, a question, a speech.
  metric text,
  statement_id text,
  status_id bigint references statuses (id) on delete set null,
  question_id bigint references briefing_questions (id) on delete set null,
  speech_id bigint references speeches (id) on delete set null,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now()
);
create index findings_briefing on findings (briefing_id, kind, position, id);
create index findings_status on findings (status_id) where status_id is not null;
create index findings_question on findings (question_id) where question_id is not null;
create index findings_speech on findings (speech_id) where speech_id is not null;
create index findings_by on findings (created_by) where created_by is not null;

create table solutions (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  finding_id bigint references findings (id) on delete set null,
  text text not null,
  position integer not null default 0,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now()
);
create index solutions_briefing on solutions (briefing_id, position, id);
create index solutions_finding on solutions (finding_id) where finding_id is not null;
create index solutions_by on solutions (created_by) where created_by is not null;

-- Somebody who took part and sees it otherwise: beside the finding or the solution, or of the whole.
create table dissents (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  finding_id bigint references findings (id) on delete cascade,
  solution_id bigint references solutions (id) on delete cascade,
  account_id bigint references accounts (id) on delete set null,
  name text not null default '',
  text text not null,
  created_at timestamptz not null default now(),
  check (finding_id is null or solution_id is null)
);
create index dissents_briefing on dissents (briefing_id, id);
create index dissents_finding on dissents (finding_id) where finding_id is not null;
create index dissents_solution on dissents (solution_id) where solution_id is not null;
create index dissents_account on dissents (account_id) where account_id is not null;

create table action_items (
  id bigint primary key default next_id(),
  series_id bigint not null references briefing_series (id) on delete cascade,
  -- Where it was promised; it stands on every later agenda until it is closed.
  briefing_id bigint not null references briefings (id) on delete cascade,
  number integer not null,
  solution_id bigint references solutions (id) on delete set null,
  -- What this goes on from, when it was written anew.
  carried_from bigint references action_items (id) on delete set null,
  title text not null,
  body text not null default '',
  owner_id bigint references accounts (id) on delete set null,
  -- Of an owner without an account.
  owner_name text not null default '',
  due_on date,
  review_on date,
  progress integer not null default 0 check (progress between 0 and 100),
  state text not null default 'open' check (state in ('open', 'done', 'dropped')),
  evidence text not null default '',
  evidence_url text not null default '',
  closed_by bigint references accounts (id) on delete set null,
  closed_at timestamptz,
  -- Of the newest update, or when it was made.
  updated_at timestamptz not null default now(),
  reminded_at timestamptz,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  check (state = 'open' or (closed_at is not null and evidence <> '')),
  unique (series_id, number)
);
create index action_items_briefing on action_items (briefing_id, id);
create index action_items_open on action_items (series_id, due_on) where state = 'open';
create index action_items_due on action_items (updated_at) where state = 'open';
create index action_items_owner on action_items (owner_id, id desc) where owner_id is not null;
create index action_items_solution on action_items (solution_id) where solution_id is not null;
create index action_items_carried on action_items (carried_from) where carried_from is not null;
create index action_items_closed_by on action_items (closed_by) where closed_by is not null;
create index action_items_by on action_items (created_by) where created_by is not null;

create table action_updates (
  id bigint primary key default next_id(),
  action_id bigint not null references action_items (id) on delete cascade,
  account_id bigint references accounts (id) on delete set null,
  text text not null,
  progress integer not null check (progress between 0 and 100),
  created_at timestamptz not null default now()
);
create index action_updates_action on action_updates (action_id, id);
create index action_updates_account on action_updates (account_id) where account_id is not null;

-- A worry that stays open over many sessions (mối trăn trở).
create table concerns (
  id bigint primary key default next_id(),
  series_id bigint not null references briefing_series (id) on delete cascade,
  briefing_id bigint not null references briefings (id) on delete cascade,
  title text not null,
  body text not null default '',
  raised_by text not null default '',
  closed_at timestamptz,
  closed_note text not null default '',
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now()
);
create index concerns_series on concerns (series_id, id);
create index concerns_briefing on concerns (briefing_id);
create index concerns_by on concerns (created_by) where created_by is not null;

create table concern_notes (
  concern_id bigint not null references concerns (id) on delete cascade,
  briefing_id bigint not null references briefings (id) on delete cascade,
  trend text not null check (trend in ('better', 'same', 'worse', 'unknown')),
  text text not null default '',
  account_id bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (concern_id, briefing_id)
);
create index concern_notes_briefing on concern_notes (briefing_id);
create index concern_notes_account on concern_notes (account_id) where account_id is not null;

-- What is promised for the period ahead, with the event it is about and the plan for it.
create table commitments (
  id bigint primary key default next_id(),
  briefing_id bigint not null references briefings (id) on delete cascade,
  text text not null,
  event_id bigint,
  plan_id bigint,
  position integer not null default 0,
  created_by bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now()
);
create index commitments_briefing on commitments (briefing_id, position, id);
create index commitments_event on commitments (event_id) where event_id is not null;
create index commitments_plan on commitments (plan_id) where plan_id is not null;
create index commitments_by on commitments (created_by) where created_by is not null;

-- What was published, byte for byte; a correction makes a new version and leaves the old one.
create table briefing_publications (
  briefing_id bigint not null references briefings (id) on delete cascade,
  version integer not null,
  body bytea not null,
  sha256 text not null,
  note text not null default '',
  account_id bigint references accounts (id) on delete set null,
  created_at timestamptz not null default now(),
  primary key (briefing_id, version)
);
create index briefing_publications_account on briefing_publications (account_id) where account_id is not null;
