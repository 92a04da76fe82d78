-- Why: every row belongs to one agency and the database itself refuses to show it to another. This file holds the tools that
-- make a table a tenant's table, and the few tables that belong to the installation as a whole.

revoke all on schema public from public;
grant usage on schema public to comptoir_app, comptoir_dispatch;

-- Makes a table a tenant's: row-level security enabled and forced, one policy read once per statement, rights for the app.
create function make_tenant_table(target regclass, rights text default 'select, insert, update, delete') returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format('alter table %s enable row level security', target);
  execute format('alter table %s force row level security', target);
  execute format(
    'create policy tenant on %s using (agency_id = (select nullif(current_setting(''comptoir.agency_id'', true), '''')::uuid))
     with check (agency_id = (select nullif(current_setting(''comptoir.agency_id'', true), '''')::uuid))', target);
  execute format('grant %s on %s to comptoir_app', rights, target);
end $$;
revoke all on function make_tenant_table(regclass, text) from public;

-- Lets the dispatcher see the named columns of every agency's rows: it yields (agency_id, id), every write goes through inAgency.
create function make_routable(target regclass, columns text) returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format('create policy routing on %s for select to comptoir_dispatch using (true)', target);
  execute format('grant select (%s) on %s to comptoir_dispatch', columns, target);
end $$;
revoke all on function make_routable(regclass, text) from public;

-- One row: the installation itself.
create table instance (
  only_row boolean primary key default true check (only_row),
  incarnation uuid not null default uuidv7(),
  created_at timestamptz not null default now(),
  set_up_at timestamptz -- the set-up page closes for ever once a first director exists
);
insert into instance default values;
grant select, update (set_up_at) on instance to comptoir_app;
grant select on instance to comptoir_dispatch;

create table agencies (
  agency_id uuid primary key default uuidv7(),
  name text not null check (name <> ''),
  language text not null check (language in ('fr', 'en')),
  town text not null default '', -- where the agency is: beside a time it says more than its zone's name
  time_zone text not null,
  currency text not null default 'EUR',
  collision_minutes integer not null default 15 check (collision_minutes >= 0), -- two posts closer than this on one channel collide
  late_limit_seconds integer not null default 600 check (late_limit_seconds >= 30), -- later than this a delivery is held
  is_demo boolean not null default false,
  stopped_at timestamptz, -- the stop switch: nothing of the agency is published while it is set
  stopped_by text,
  created_at timestamptz not null default now()
);
select make_tenant_table('agencies');
select make_routable('agencies', 'agency_id, name, language, time_zone, is_demo');

create table members (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  user_id text not null,
  name text not null,
  email text not null,
  role text not null check (role in ('director', 'account_manager', 'community_manager', 'creator', 'analyst')),
  language text not null check (language in ('fr', 'en')),
  time_zone text not null,
  mail_notices boolean not null default true,
  left_at timestamptz,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, user_id)
);
select make_tenant_table('members');
create policy own_rows on members for select using (user_id = (select nullif(current_setting('comptoir.user_id', true), '')));
create policy own_agencies on agencies for select using (agency_id in (select m.agency_id from members m where m.user_id = (select nullif(current_setting('comptoir.user_id', true), ''))));
create index members_user on members (user_id);

create table invitations (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  email text not null,
  name text,
  role text not null check (role in ('director', 'account_manager', 'community_manager', 'creator', 'analyst')),
  secret_hash text not null,
  invited_by uuid not null,
  created_at timestamptz not null default now(),
  expires_at timestamptz not null,
  accepted_at timestamptz,
  revoked_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, secret_hash),
  foreign key (agency_id, invited_by) references members (agency_id, id)
);
select make_tenant_table('invitations');

create table audit_log (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  at timestamptz not null default clock_timestamp(),
  actor jsonb not null,
  verb text not null,
  subject_kind text not null,
  subject_id text not null,
  before jsonb,
  after jsonb,
  primary key (agency_id, id)
);
select make_tenant_table('audit_log', 'select, insert');
create index audit_log_subject on audit_log (agency_id, subject_kind, subject_id, id);

-- The live feed: what changed, read up to the oldest transaction still open.
create table changes (
  agency_id uuid not null references agencies,
  id bigint generated always as identity,
  xid xid8 not null default pg_current_xact_id(),
  topic text not null,
  subject_id text,
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, id)
);
select make_tenant_table('changes', 'select, insert, delete');
create index changes_xid on changes (agency_id, xid, id);

create table notices (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  member_id uuid not null,
  kind text not null,
  severity smallint not null,
  subject_kind text not null,
  subject_id text not null,
  detail jsonb not null default '{}',
  dedupe_key text, -- the same news is told once
  at timestamptz not null default clock_timestamp(),
  read_at timestamptz,
  mailed_at timestamptz,
  escalates boolean not null default false, -- told to whoever is on duty: the directors are told too when it stays unread
  escalated_at timestamptz,
  primary key (agency_id, id),
  unique (agency_id, member_id, dedupe_key),
  foreign key (agency_id, member_id) references members (agency_id, id)
);
select make_tenant_table('notices');
create index notices_unread on notices (agency_id, member_id, at desc) where read_at is null;

-- Mail waiting or sent. Without an SMTP server it stays readable here.
create table mails (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  kind text not null,
  recipient text not null,
  subject text not null,
  text_body text not null,
  html_body text not null,
  created_at timestamptz not null default clock_timestamp(),
  sent_at timestamptz,
  tries integer not null default 0,
  last_error text,
  primary key (agency_id, id)
);
select make_tenant_table('mails');
create index mails_recent on mails (agency_id, created_at desc);
