-- Why: before a launch, named people say go or no-go. What hangs from the event with the condition `go` waits for every one of them.

create table polls (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  event_id uuid not null,
  ask_offset_seconds integer not null check (ask_offset_seconds between -7776000 and 0), -- when they are asked, from T-0
  close_offset_seconds integer not null check (close_offset_seconds between -7776000 and 0), -- until when they may answer
  state text not null default 'waiting' check (state in ('waiting', 'asking', 'go', 'no-go')), -- what the gate reads
  opened_at timestamptz, -- since when this round is open; null: nobody is asked yet
  closed_at timestamptz,
  closed_by_hand boolean not null default false,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, event_id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  check (ask_offset_seconds < close_offset_seconds),
  check ((state = 'waiting') = (opened_at is null)),
  check (closed_at is null or opened_at is not null)
);
select make_tenant_table('polls');

-- One person who is asked: a member, or somebody outside by name and address.
create table poll_voices (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  poll_id uuid not null,
  position integer not null,
  member_id uuid,
  name text not null check (name <> ''),
  role text not null default '', -- what they speak for: "propulsion"
  email text not null,
  language text not null check (language in ('fr', 'en')),
  time_zone text not null,
  said text check (said in ('go', 'no-go')),
  said_at timestamptz,
  reason text not null default '',
  asked_at timestamptz, -- when the mail of this round was written
  reminded_at timestamptz,
  withdrawn_at timestamptz, -- no longer asked: the answer does not count
  primary key (agency_id, id),
  foreign key (agency_id, poll_id) references polls (agency_id, id) on delete cascade,
  foreign key (agency_id, member_id) references members (agency_id, id),
  check ((said is null) = (said_at is null))
);
select make_tenant_table('poll_voices');
create unique index poll_voices_email on poll_voices (agency_id, poll_id, email) where withdrawn_at is null;
create index poll_voices_poll on poll_voices (agency_id, poll_id, position);

-- Each mail carries a link of its own; only its hash is kept.
create table poll_links (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  voice_id uuid not null,
  secret_hash text not null,
  expires_at timestamptz not null,
  revoked_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, secret_hash),
  foreign key (agency_id, voice_id) references poll_voices (agency_id, id) on delete cascade
);
select make_tenant_table('poll_links');
create index poll_links_voice on poll_links (agency_id, voice_id);

-- What happened in the poll, for the log of the launch: it stays when answers change or lapse.
create table poll_log (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  event_id uuid not null,
  verb text not null, -- opened, said-go, said-no-go, asked-again, withdrawn, lapsed, closed, turned-go, turned-no-go
  name text not null, -- who spoke or did it, as they were called then
  reason text not null default '',
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade
);
select make_tenant_table('poll_log', 'select, insert, delete');
create index poll_log_event on poll_log (agency_id, event_id, id);
