-- Why: what was learned at one launch is kept for the next: posts that hang from T-0, and what people do around it.

alter table events add column facts jsonb not null default '{}'; -- what people typed of this one: payload, mass; placeholders are filled from it
alter table approvals add column filled jsonb; -- what the placeholders said when it was given, by name; null when there were none

create table playbooks (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  name text not null check (name <> ''),
  content jsonb not null default '{"posts": [], "tasks": []}', -- read and saved whole, as countdown/playbook has it
  version integer not null default 1, -- grows with each edit; a stale edit is refused
  made_from uuid, -- the past event that it was made from
  created_by uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, made_from) references events (agency_id, id)
);
select make_tenant_table('playbooks');

-- Which playbook was applied to which event, and the difference that was shown: the same click twice makes nothing twice.
create table playbook_applications (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  playbook_id uuid not null,
  event_id uuid not null,
  version integer not null,
  fingerprint text not null,
  posts integer not null,
  tasks integer not null,
  at timestamptz not null default clock_timestamp(),
  actor_name text not null,
  primary key (agency_id, id),
  unique (agency_id, event_id, fingerprint),
  foreign key (agency_id, playbook_id) references playbooks (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade
);
select make_tenant_table('playbook_applications', 'select, insert, delete');

create table event_tasks (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  event_id uuid not null,
  playbook_id uuid,
  title text not null check (title <> ''),
  offset_seconds integer not null, -- from T-0
  role text check (role in ('director', 'account_manager', 'community_manager', 'creator', 'analyst')),
  member_id uuid,
  due_at timestamptz, -- moves with T-0; null while that is no instant, and once the attempt was scrubbed
  done_at timestamptz,
  done_by uuid,
  created_by uuid,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  foreign key (agency_id, playbook_id) references playbooks (agency_id, id),
  foreign key (agency_id, member_id) references members (agency_id, id),
  foreign key (agency_id, done_by) references members (agency_id, id),
  check ((role is null) <> (member_id is null)),
  check ((done_at is null) = (done_by is null))
);
select make_tenant_table('event_tasks');
create index event_tasks_event on event_tasks (agency_id, event_id);
create index event_tasks_due on event_tasks (agency_id, due_at) where done_at is null;
