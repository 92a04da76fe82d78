-- Why: a countdown is rehearsed with the real machine, in a throw-away agency whose clock is simulated and whose only network is the simulator. The
-- database itself keeps that agency from everything else: its channels lead nowhere else, it writes no mail, and the ordinary workers do not see it.

-- The rehearsals of an agency's events. What came of one stays here; its throw-away agency is gone when it ends.
create table rehearsals (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  event_id uuid not null,
  state text not null default 'queued' check (state in ('queued', 'running', 'finished', 'interrupted', 'failed')),
  because text, -- why it did not come to its end
  script jsonb not null,
  t0 timestamptz not null, -- what the rehearsal begins with
  ordered_by uuid not null,
  ordered_at timestamptz not null default clock_timestamp(),
  stage_id uuid not null default uuidv7(), -- the throw-away agency
  started_at timestamptz,
  seen_at timestamptz not null default clock_timestamp(), -- the last sign of life of whoever runs it
  ended_at timestamptz,
  progress jsonb,
  scorecard jsonb,
  primary key (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id) on delete cascade,
  foreign key (agency_id, ordered_by) references members (agency_id, id),
  check ((state = 'finished') = (scorecard is not null)),
  check ((state in ('queued', 'running')) = (ended_at is null))
);
select make_tenant_table('rehearsals');
select make_routable('rehearsals', 'agency_id, id, state, seen_at');
create unique index rehearsals_living on rehearsals (agency_id, event_id) where state in ('queued', 'running');
create index rehearsals_event on rehearsals (agency_id, event_id, id);

-- The throw-away agencies, each bound for its whole life to one origin on this machine: nobody may change or remove a row but the end of the rehearsal.
create table rehearsal_agencies (
  agency_id uuid primary key references agencies,
  origin text not null check (origin ~ '^http://127\.0\.0\.1:[0-9]{1,5}$'),
  created_at timestamptz not null default clock_timestamp()
);
select make_tenant_table('rehearsal_agencies', 'select, insert');
select make_routable('rehearsal_agencies', 'agency_id');

-- Takes a rehearsal's rows away from whoever looks across agencies; a rehearsal that looks sees its own and no other.
create function hide_rehearsals(target regclass) returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format(
    'create policy rehearsal on %s as restrictive for select to comptoir_dispatch using (
      case when (select nullif(current_setting(''comptoir.rehearsal'', true), '''')) is null
        then agency_id <> all (array(select r.agency_id from rehearsal_agencies r))
        else agency_id = (select nullif(current_setting(''comptoir.rehearsal'', true), '''')::uuid) end)', target);
end $$;
revoke all on function hide_rehearsals(regclass) from public;

do $$
declare target text;
begin
  for target in select tablename from pg_policies
    where schemaname = 'public' and policyname = 'routing' and tablename not in ('rehearsals', 'rehearsal_agencies')
  loop
    perform hide_rehearsals(target::regclass);
  end loop;
end $$;

-- From here on, whatever is made routable is so without the rehearsals.
create or replace function make_routable(target regclass, columns text) returns void
language plpgsql set search_path = pg_catalog, public as $$
begin
  execute format('create policy routing on %s for select to comptoir_dispatch using (true)', target);
  execute format('grant select (%s) on %s to comptoir_dispatch', columns, target);
  perform hide_rehearsals(target);
end $$;

-- An agency becomes a rehearsal's before it has anything: no account of a real network is ever in one.
create function check_rehearsal_agency() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from channels where agency_id = new.agency_id) then
    raise exception 'an agency that has channels is no throw-away agency' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke all on function check_rehearsal_agency() from public;
create trigger checked before insert on rehearsal_agencies for each row execute function check_rehearsal_agency();

-- A rehearsal's channel leads to the simulator, by an address that is written out: a network's own default is never used.
create function check_rehearsal_channel() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
declare only_origin text;
begin
  select origin into only_origin from rehearsal_agencies where agency_id = new.agency_id;
  if found and not (new.state = 'by-hand' and new.base_url is null)
    and not coalesce(new.base_url = only_origin or starts_with(new.base_url, only_origin || '/'), false) then
    raise exception 'the channel of a rehearsal must lead to %', only_origin using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke all on function check_rehearsal_channel() from public;
create trigger rehearsal before insert or update on channels for each row execute function check_rehearsal_channel();

create function refuse_rehearsal_mail() returns trigger
language plpgsql set search_path = pg_catalog, public as $$
begin
  if exists (select from rehearsal_agencies where agency_id = new.agency_id) then
    raise exception 'a rehearsal writes no mail' using errcode = 'check_violation';
  end if;
  return new;
end $$;
revoke all on function refuse_rehearsal_mail() from public;
create trigger rehearsal before insert or update on mails for each row execute function refuse_rehearsal_mail();

-- The end of a rehearsal: the throw-away agency that this transaction is bound to, and nothing else, whatever tables there are.
create function discard_rehearsal() returns void
language plpgsql security definer set search_path = pg_catalog, public, pg_temp as $$
declare
  stage uuid := nullif(current_setting('comptoir.agency_id', true), '')::uuid;
  target regclass;
  is_left boolean;
begin
  if not exists (select from rehearsal_agencies where agency_id = stage) then
    raise exception 'this is no throw-away agency' using errcode = 'check_violation';
  end if;
  for round in 1..20 loop
    is_left := false;
    for target in
      select c.oid from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'agency_id' and not a.attisdropped
      where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
        and c.relname not in ('agencies', 'rehearsal_agencies')
    loop
      begin
        execute format('delete from %s where agency_id = $1', target) using stage;
      exception when foreign_key_violation then
        -- What hangs from it goes first; its turn comes again.
        is_left := true;
      end;
    end loop;
    exit when not is_left;
  end loop;
  delete from rehearsal_agencies where agency_id = stage;
  delete from agencies where agency_id = stage;
end $$;
revoke all on function discard_rehearsal() from public;
grant execute on function discard_rehearsal() to comptoir_app;

-- The agency's clock: the real one, unless this transaction is a rehearsal's.
create function agency_now() returns timestamptz language sql volatile parallel safe as $$
  select coalesce(nullif(current_setting('comptoir.now', true), '')::timestamptz, pg_catalog.clock_timestamp())
$$;
revoke all on function agency_now() from public;
grant execute on function agency_now() to comptoir_app, comptoir_dispatch;

-- A rehearsal's transaction looks here before it looks in pg_catalog: the statements of every use case follow its clock, and none had to be changed.
create schema simulated;
revoke all on schema simulated from public;
grant usage on schema simulated to comptoir_app, comptoir_dispatch;
create function simulated.clock_timestamp() returns timestamptz language sql volatile as 'select public.agency_now()';
create function simulated.now() returns timestamptz language sql volatile as 'select public.agency_now()';
revoke all on function simulated.clock_timestamp() from public;
revoke all on function simulated.now() from public;
grant execute on function simulated.clock_timestamp() to comptoir_app, comptoir_dispatch;
grant execute on function simulated.now() to comptoir_app, comptoir_dispatch;

-- Defaults are bound to their function when they are made: those that a scorecard is told from follow the clock by name.
alter table delivery_transitions alter column at set default agency_now();
alter table delivery_attempts alter column started_at set default agency_now();
alter table event_changes alter column at set default agency_now();
alter table notices alter column at set default agency_now();
