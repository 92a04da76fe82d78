-- Why: an agency works for clients under mandates, on the clients' accounts.

create table clients (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  name text not null check (name <> ''),
  sector text,
  time_zone text not null,
  language text not null default 'fr' check (language in ('fr', 'en')),
  colour text check (colour ~ '^#[0-9a-f]{6}$'), -- used in the client's own reports only
  contact_name text,
  contact_email text,
  quiet_from time, -- wall time; null: no quiet hours
  quiet_until time,
  quiet_zone text,
  stopped_at timestamptz, -- the client's stop switch
  stopped_by text,
  archived_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  check (num_nulls(quiet_from, quiet_until, quiet_zone) in (0, 3))
);
select make_tenant_table('clients');
create unique index clients_name on clients (agency_id, lower(name)) where archived_at is null;

create table mandates (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  name text not null,
  starts_on date not null,
  ends_on date not null,
  fee_cents integer not null default 0 check (fee_cents >= 0), -- per month
  currency text not null default 'EUR',
  hours_per_month numeric(8, 2),
  slip_limit_seconds integer not null default 259200 check (slip_limit_seconds >= 0),
  self_approval boolean not null default false,
  duty_member_id uuid,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  check (ends_on >= starts_on),
  foreign key (agency_id, client_id) references clients (agency_id, id),
  foreign key (agency_id, duty_member_id) references members (agency_id, id)
);
select make_tenant_table('mandates');
create index mandates_client on mandates (agency_id, client_id);

create table mandate_scopes (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  mandate_id uuid not null,
  network text not null,
  posts_per_month integer not null check (posts_per_month >= 0),
  primary key (agency_id, id),
  unique (agency_id, mandate_id, network),
  foreign key (agency_id, mandate_id) references mandates (agency_id, id) on delete cascade
);
select make_tenant_table('mandate_scopes');

create table mandate_members (
  agency_id uuid not null references agencies,
  mandate_id uuid not null,
  member_id uuid not null,
  primary key (agency_id, mandate_id, member_id),
  foreign key (agency_id, mandate_id) references mandates (agency_id, id) on delete cascade,
  foreign key (agency_id, member_id) references members (agency_id, id)
);
select make_tenant_table('mandate_members');

create table channels (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  network text not null,
  remote_id text, -- the account's id on the network; null while it is served by hand
  handle text not null,
  name text not null,
  avatar_url text,
  profile_url text,
  base_url text, -- operator-only: another server than the network's own
  state text not null check (state in ('connected', 'reconnect', 'disconnected', 'by-hand')),
  state_because text,
  checked_at timestamptz,
  rules jsonb, -- text and media rules where the server's own differ from the manifest's
  opened_on date,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id)
);
select make_tenant_table('channels');
select make_routable('channels', 'agency_id, id, network, remote_id, state, checked_at');
create unique index channels_remote on channels (agency_id, network, remote_id, coalesce(base_url, '')) where state <> 'disconnected';
create index channels_client on channels (agency_id, client_id);

create table mandate_goals (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  mandate_id uuid not null,
  channel_id uuid not null,
  metric text not null,
  target double precision not null check (target > 0),
  due_on date not null,
  primary key (agency_id, id),
  unique (agency_id, mandate_id, channel_id, metric),
  foreign key (agency_id, mandate_id) references mandates (agency_id, id) on delete cascade,
  foreign key (agency_id, channel_id) references channels (agency_id, id)
);
select make_tenant_table('mandate_goals');

create table credentials (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  channel_id uuid not null,
  sealed bytea not null, -- see seal.ts: key id, nonce, ciphertext; bound to agency, table, column and row
  scopes text[] not null default '{}',
  expires_at timestamptz, -- when the access ends unless it is refreshed
  refreshable boolean not null default false,
  lease_until timestamptz, -- one refresh at a time: the lease spans a call to the network
  fence integer not null default 0,
  failed_at timestamptz,
  updated_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, channel_id),
  foreign key (agency_id, channel_id) references channels (agency_id, id) on delete cascade
);
select make_tenant_table('credentials');
select make_routable('credentials', 'agency_id, id, channel_id, expires_at, refreshable, lease_until, failed_at');

create table network_apps (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  network text not null,
  base_url text not null default '',
  client_id text not null,
  sealed_secret bytea,
  secret_set_at timestamptz, -- the secret is never shown again; only this is
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, network, base_url)
);
select make_tenant_table('network_apps');

create table oauth_states (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  secret_hash text not null,
  session_id text not null,
  member_id uuid not null,
  client_id uuid not null,
  channel_id uuid, -- set when an existing channel is connected again
  network text not null,
  base_url text not null default '',
  sealed bytea not null, -- PKCE verifier and what the connector keeps between the two halves; later the accounts to choose from
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  used_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, secret_hash),
  foreign key (agency_id, member_id) references members (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id)
);
select make_tenant_table('oauth_states');
