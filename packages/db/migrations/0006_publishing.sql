-- Why: exactly once. A delivery is one variant on one channel; an attempt is written down before the network is called.

create table deliveries (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  post_id uuid not null,
  variant_id uuid not null, -- no foreign key: a variant may be taken off its post, what was delivered of it stays
  channel_id uuid not null,
  event_id uuid,
  state text not null check (state in ('scheduled', 'claimed', 'sending', 'published', 'partial', 'failed', 'held', 'cancelled', 'uncertain', 'withdrawn')),
  cause text not null, -- of the last transition
  due_at timestamptz, -- null: no instant yet (T-0 unknown, contingency waiting)
  condition text check (condition in ('any', 'go', 'launched', 'success', 'anomaly', 'scrubbed')),
  late_limit_seconds integer not null default 600,
  content_hash text not null, -- what is to leave; the gate wants a standing approval of the same
  fence integer not null default 0,
  lease_until timestamptz,
  claimed_by text,
  held_because text, -- shown to the person told; null unless state is held
  failure jsonb, -- the connector's last failure
  tries integer not null default 0, -- sends proven not to have left
  retry_at timestamptz, -- earliest next try after a delay asked for by the network
  prepared jsonb, -- media and containers made ahead, valid for prepared_hash until prepared_until
  prepared_hash text,
  prepared_until timestamptz,
  sending_at timestamptz,
  settle_at timestamptz, -- next read-back of an uncertain delivery
  published_at timestamptz,
  remote_id text,
  permalink text,
  by_hand boolean not null default false,
  comment_only boolean not null default false, -- the post is out; all that is still to leave, or in doubt, is its first comment
  reminded_at timestamptz, -- when somebody was asked to post it by hand
  next_metrics_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  foreign key (agency_id, post_id) references posts (agency_id, id),
  foreign key (agency_id, channel_id) references channels (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id),
  check ((state = 'held') = (held_because is not null)),
  check (state <> 'claimed' or (lease_until is not null and claimed_by is not null))
);
select make_tenant_table('deliveries');
select make_routable('deliveries', 'agency_id, id, channel_id, event_id, state, due_at, retry_at, fence, lease_until, claimed_by, sending_at, settle_at, late_limit_seconds, next_metrics_at, published_at, by_hand, reminded_at');
-- One living delivery for each variant: a second click makes no second post.
create unique index deliveries_living on deliveries (agency_id, variant_id) where state not in ('cancelled', 'withdrawn', 'failed');
create index deliveries_due on deliveries (due_at) where state = 'scheduled';
create index deliveries_leases on deliveries (lease_until) where state in ('claimed', 'sending');
create index deliveries_settle on deliveries (settle_at) where state = 'uncertain';
create index deliveries_metrics on deliveries (next_metrics_at) where next_metrics_at is not null;
create index deliveries_calendar on deliveries (agency_id, due_at);
create index deliveries_post on deliveries (agency_id, post_id);
create index deliveries_event on deliveries (agency_id, event_id, state) where event_id is not null;
create index deliveries_channel on deliveries (agency_id, channel_id, due_at);
-- After the others on purpose: while a table is new and without statistics, the planner takes the newest of indexes that look alike, and the checks of foreign keys keep
-- the plan that they made then. Any other index would have each check read all of an agency's deliveries.
alter table deliveries add primary key (agency_id, id);

-- The parts of a thread and the first comment: each has an identity of its own, frozen before anything is sent.
create table delivery_steps (
  agency_id uuid not null, -- through its delivery: checked at the instant of publishing, once is enough
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  position integer not null,
  kind text not null check (kind in ('post', 'reply', 'first-comment')),
  identity jsonb not null,
  state text not null default 'waiting' check (state in ('waiting', 'sending', 'published', 'failed', 'uncertain', 'dropped')), -- dropped: a first comment that a person left out
  ref jsonb, -- the network's names for it, as the connector wants them back
  empty_reads timestamptz[] not null default '{}', -- when reading back did not find it
  published_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, delivery_id, position),
  foreign key (agency_id, delivery_id) references deliveries (agency_id, id) on delete cascade
);
select make_tenant_table('delivery_steps');
-- Two steps that shared an identity would be taken for one post by their network.
create unique index delivery_steps_identity on delivery_steps (agency_id, (identity ->> 'key'));

create table delivery_attempts (
  agency_id uuid not null, -- through its delivery: checked at the instant of publishing, once is enough
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  step_id uuid,
  kind text not null check (kind in ('prepare', 'publish', 'settle', 'look', 'withdraw', 'edit')), -- look: the account's latest posts, shown to a person in doubt
  fence integer not null,
  worker text not null,
  started_at timestamptz not null default clock_timestamp(),
  ended_at timestamptz,
  outcome text, -- published, not-sent, refused, uncertain, there, absent, unknown …
  detail jsonb not null default '{}', -- bytes sent and answer, redacted
  primary key (agency_id, id),
  foreign key (agency_id, delivery_id) references deliveries (agency_id, id) on delete cascade,
  foreign key (agency_id, step_id) references delivery_steps (agency_id, id) on delete cascade
);
select make_tenant_table('delivery_attempts');
create index delivery_attempts_delivery on delivery_attempts (agency_id, delivery_id, id);

create table delivery_transitions (
  agency_id uuid not null, -- through its delivery: checked at the instant of publishing, once is enough
  id uuid not null default uuidv7(),
  delivery_id uuid not null,
  from_state text,
  to_state text not null,
  cause text not null,
  actor jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, id),
  foreign key (agency_id, delivery_id) references deliveries (agency_id, id) on delete cascade
);
select make_tenant_table('delivery_transitions', 'select, insert, delete');
create index delivery_transitions_delivery on delivery_transitions (agency_id, delivery_id, id);

-- Small notes that survive a killed process: an uploaded media id, a container, an upload session.
create table connector_notes (
  agency_id uuid not null references agencies,
  channel_id uuid not null,
  key text not null,
  value jsonb not null,
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, channel_id, key),
  foreign key (agency_id, channel_id) references channels (agency_id, id) on delete cascade
);
select make_tenant_table('connector_notes');

-- What the networks said last of their limits, for every process.
create table quotas (
  agency_id uuid not null references agencies,
  channel_id uuid not null,
  bucket text not null,
  remaining integer not null,
  reset_at timestamptz not null,
  primary key (agency_id, channel_id, bucket),
  foreign key (agency_id, channel_id) references channels (agency_id, id) on delete cascade
);
select make_tenant_table('quotas');

create table workers (
  id text primary key,
  started_at timestamptz not null default clock_timestamp(),
  seen_at timestamptz not null default clock_timestamp(),
  clock_offset_ms double precision,
  stopped_at timestamptz
);
grant select, insert, update, delete on workers to comptoir_dispatch;
grant select on workers to comptoir_app;
