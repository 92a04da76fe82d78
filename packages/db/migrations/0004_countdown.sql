-- Why: a launch has a T-0 that can be unknown, hold, slip and scrub, over several attempts.

create table events (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  name text not null check (name <> ''),
  subject text, -- what flies: "Orphée 5"
  site text,
  time_zone text not null,
  window_minutes integer check (window_minutes > 0),
  current_attempt_id uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id)
);
select make_tenant_table('events');

-- The other clients whose posts may hang from an event: the payload's owner, the site's.
create table event_clients (
  agency_id uuid not null references agencies,
  event_id uuid not null,
  client_id uuid not null,
  primary key (agency_id, event_id, client_id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  foreign key (agency_id, client_id) references clients (agency_id, id)
);
select make_tenant_table('event_clients');

create table attempts (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  event_id uuid not null,
  number integer not null check (number > 0),
  state text not null default 'planned' check (state in ('planned', 'go', 'hold', 'launched', 'closed', 'scrubbed')),
  t0_kind text not null default 'unknown' check (t0_kind in ('unknown', 'day', 'instant')),
  t0_day date,
  t0 timestamptz,
  held_clock_seconds integer, -- where the clock stood when it was held or scrubbed; negative before T-0
  held_at timestamptz,
  liftoff_at timestamptz,
  scrubbed_at timestamptz,
  outcome text check (outcome in ('success', 'partial', 'failure')),
  outcome_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, event_id, number),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  check ((t0_kind = 'instant') = (t0 is not null)),
  check ((t0_kind = 'day') = (t0_day is not null)),
  check ((state = 'closed') = (outcome is not null))
);
select make_tenant_table('attempts');
alter table events add foreign key (agency_id, current_attempt_id) references attempts (agency_id, id) deferrable initially deferred;

-- Every change of T-0 or state: who, when, why, what moved.
create table event_changes (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  event_id uuid not null,
  attempt_id uuid not null,
  verb text not null, -- created, t0-set, go, hold, resumed, slipped, scrubbed, launched, closed, attempt-opened
  at timestamptz not null default clock_timestamp(),
  actor jsonb not null,
  actor_name text not null,
  reason text,
  before jsonb not null,
  after jsonb not null,
  moved jsonb not null default '{}',
  primary key (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  foreign key (agency_id, attempt_id) references attempts (agency_id, id) on delete cascade
);
select make_tenant_table('event_changes', 'select, insert, delete');
create index event_changes_event on event_changes (agency_id, event_id, id);

-- Who has the launch room of an event open: a row as long as the page says so.
create table event_watchers (
  agency_id uuid not null references agencies,
  event_id uuid not null,
  member_id uuid not null,
  seen_at timestamptz not null default clock_timestamp(),
  primary key (agency_id, event_id, member_id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  foreign key (agency_id, member_id) references members (agency_id, id) on delete cascade
);
select make_tenant_table('event_watchers');
