-- Why: figures are append-only readings that keep their source and their time; reports are frozen from them.

create table imports (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  channel_id uuid not null,
  file_name text not null,
  row_count integer not null,
  first_day date,
  last_day date,
  sha256 text, -- of the file's text: the same file twice is one import
  member_id uuid not null,
  at timestamptz not null default clock_timestamp(),
  withdrawn_at timestamptz, -- its readings stay and are no longer read: see the policy "standing"
  withdrawn_by uuid,
  primary key (agency_id, id),
  foreign key (agency_id, channel_id) references channels (agency_id, id),
  foreign key (agency_id, member_id) references members (agency_id, id),
  foreign key (agency_id, withdrawn_by) references members (agency_id, id)
);
select make_tenant_table('imports');
create unique index imports_file on imports (agency_id, channel_id, sha256) where withdrawn_at is null;
create index imports_latest on imports (agency_id, at);

create table readings (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  channel_id uuid not null,
  delivery_id uuid, -- null: a figure of the account
  metric text not null,
  at timestamptz not null, -- what the figure is true of
  value double precision not null,
  source text not null check (source in ('api', 'import', 'by-hand')),
  definition text not null, -- network's own name and version: "page_follows@v24.0"
  import_id uuid,
  read_at timestamptz not null default clock_timestamp(),
  raw jsonb,
  primary key (agency_id, id, at),
  unique nulls not distinct (agency_id, channel_id, delivery_id, metric, at, source, definition, import_id),
  foreign key (agency_id, channel_id) references channels (agency_id, id),
  foreign key (agency_id, delivery_id) references deliveries (agency_id, id),
  foreign key (agency_id, import_id) references imports (agency_id, id)
) partition by range (at);
select make_tenant_table('readings', 'select, insert');
-- A withdrawn import is undone for every reader at once, without a row being changed or lost.
create policy standing on readings as restrictive for select
  using (import_id is null or import_id not in (select i.id from imports i where i.withdrawn_at is not null));
create index readings_series on readings (agency_id, channel_id, metric, at) where delivery_id is null;
create index readings_posts on readings (agency_id, delivery_id, metric, at) where delivery_id is not null;

create table readings_default partition of readings default; -- a row here is an alarm
select make_tenant_table('readings_default', 'select');

-- Makes the monthly partitions from one day to another, security included. Bounds keep a typed year 0210 from making thousands.
create function ensure_reading_partitions(first_day date, last_day date) returns integer
language plpgsql security definer set search_path = pg_catalog, public as $$
declare
  month date := date_trunc('month', greatest(first_day, date '2004-01-01'))::date;
  last date := date_trunc('month', least(last_day, (current_date + interval '36 months')::date))::date;
  made integer := 0;
  name text;
begin
  perform pg_advisory_xact_lock(hashtext('ensure_reading_partitions'));
  while month <= last loop
    name := 'readings_' || to_char(month, 'YYYY_MM');
    if to_regclass('public.' || name) is null then
      execute format('create table public.%I partition of public.readings for values from (%L) to (%L)',
        name, month::timestamp at time zone 'UTC', (month + interval '1 month')::timestamp at time zone 'UTC');
      perform public.make_tenant_table(('public.' || name)::regclass, 'select');
      made := made + 1;
    end if;
    month := (month + interval '1 month')::date;
  end loop;
  return made;
end $$;
revoke all on function ensure_reading_partitions(date, date) from public;
grant execute on function ensure_reading_partitions(date, date) to comptoir_app, comptoir_dispatch;
select ensure_reading_partitions((current_date - interval '36 months')::date, (current_date + interval '24 months')::date);

-- How many rows fell outside every month: counted for the operator, across agencies.
create function stray_readings() returns bigint language sql security definer set search_path = pg_catalog, public as
$$ select case when pg_relation_size('public.readings_default') = 0 then 0 else pg_relation_size('public.readings_default') / 8192 end $$;
revoke all on function stray_readings() from public;
grant execute on function stray_readings() to comptoir_app, comptoir_dispatch;

create table report_definitions (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  mandate_id uuid not null,
  name text not null check (name <> ''),
  language text not null check (language in ('fr', 'en')),
  period text not null default 'month' check (period in ('month', 'quarter', 'year', 'custom')),
  channel_ids uuid[] not null default '{}', -- empty: every channel of the client
  show_cost boolean not null default false, -- prints what a follower cost, from the mandate's fee
  created_at timestamptz not null default now(),
  archived_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id),
  foreign key (agency_id, mandate_id) references mandates (agency_id, id)
);
select make_tenant_table('report_definitions');

create table report_drafts (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  definition_id uuid not null,
  period_from date not null,
  period_until date not null,
  words jsonb not null default '{}', -- headline, deck, sections written by a person
  updated_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, definition_id, period_from, period_until),
  foreign key (agency_id, definition_id) references report_definitions (agency_id, id) on delete cascade
);
select make_tenant_table('report_drafts');

create table report_editions (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  definition_id uuid not null,
  number integer not null,
  period_from date not null,
  period_until date not null,
  language text not null,
  model jsonb not null,
  fingerprint text not null,
  frozen_at timestamptz not null default clock_timestamp(),
  frozen_by uuid not null,
  frozen_by_name text not null,
  pdf_sha256 text, -- null until the worker has rendered it
  pictures jsonb not null default '{}', -- the best posts' pictures cut and made small by the worker: their name in the model -> sha256
  primary key (agency_id, id),
  unique (agency_id, definition_id, number),
  foreign key (agency_id, definition_id) references report_definitions (agency_id, id),
  foreign key (agency_id, frozen_by) references members (agency_id, id)
);
select make_tenant_table('report_editions', 'select, insert, update (pdf_sha256, pictures), delete');

create table share_links (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  edition_id uuid not null,
  secret_hash text not null,
  sealed_secret bytea not null, -- so that the link can be shown again to who may share
  label text,
  password_hash text,
  failed_passwords integer not null default 0,
  locked_until timestamptz,
  expires_at timestamptz,
  revoked_at timestamptz,
  opened integer not null default 0,
  last_opened_at timestamptz,
  created_by uuid not null,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  unique (agency_id, secret_hash),
  foreign key (agency_id, edition_id) references report_editions (agency_id, id),
  foreign key (agency_id, created_by) references members (agency_id, id)
);
select make_tenant_table('share_links');
