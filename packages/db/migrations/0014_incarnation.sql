-- Why: a database that came back from a backup is older than the world. What it still holds as planned may be out: it is read back before
-- anything moves. A mark is written here with every passage into `sending` and then kept outside, in the data folder: a mark that is kept
-- there and missing here says that this database is not the one that sent it.

alter table instance
  add column marked boolean not null default false, -- a data folder knows this database
  add column marks_pruned uuid; -- marks before this one are forgotten: their absence says nothing
grant update (incarnation, marked, marks_pruned) on instance to comptoir_dispatch;

create table publishing_marks (id uuid primary key); -- UUIDv7: in order of time
grant select, insert on publishing_marks to comptoir_app;
grant select, insert, delete on publishing_marks to comptoir_dispatch;

-- Each time that the database was found to have come back from a backup, or was said to have.
create table restores (
  incarnation uuid primary key, -- the one that began with it
  previous uuid not null, -- the one that the database came back with
  outside uuid, -- the one that the data folder knew
  note uuid unique, -- of the restore that was carried out here, so that it counts once
  because text not null check (because in ('backup', 'marks-missing', 'other-database', 'unknown-folder', 'told')),
  backup_at timestamptz, -- when the backup was taken, where that is known
  known_until timestamptz not null, -- the last sign of life in the data: of what was published later it knows nothing
  quiet_since timestamptz not null, -- the last sign of life outside: nothing was sent later
  found_at timestamptz not null default clock_timestamp(),
  spread_at timestamptz -- since when every agency's deliveries wait to be read back; nothing is sent before
);
grant select, insert, update on restores to comptoir_dispatch;
grant select on restores to comptoir_app;

-- What a restore means for one agency.
create table agency_restores (
  agency_id uuid not null references agencies,
  incarnation uuid not null,
  backup_at timestamptz,
  known_until timestamptz not null,
  quiet_since timestamptz not null,
  found_at timestamptz not null,
  deliveries integer not null, -- put to be read back
  mails integer not null, -- kept waiting, notices that were still to be mailed among them
  mails_decided_at timestamptz,
  mails_sent boolean,
  decided_by text,
  closed_at timestamptz, -- a person has read the account of it
  primary key (agency_id, incarnation)
);
select make_tenant_table('agency_restores', 'select, insert, update');

-- Deliveries to be read back after a restore, and what they were before it.
create table restored_deliveries (
  agency_id uuid not null references agencies,
  incarnation uuid not null,
  delivery_id uuid not null,
  channel_id uuid not null,
  was_state text not null check (was_state in ('scheduled', 'held', 'failed', 'partial', 'sending')),
  was_held_because text,
  verdict text check (verdict in ('out', 'part', 'absent', 'late', 'person')), -- null while it is being read back
  read_at timestamptz, -- the next reading; null: none
  empty_reads timestamptz[] not null default '{}', -- when the account was read without showing it
  decided_at timestamptz,
  primary key (agency_id, incarnation, delivery_id),
  foreign key (agency_id, incarnation) references agency_restores (agency_id, incarnation),
  foreign key (agency_id, delivery_id) references deliveries (agency_id, id) on delete cascade
);
select make_tenant_table('restored_deliveries');
select make_routable('restored_deliveries', 'agency_id, channel_id, read_at');
create index restored_deliveries_due on restored_deliveries (read_at) where read_at is not null;
create index restored_deliveries_delivery on restored_deliveries (agency_id, delivery_id);

-- What an account shows since the backup and no delivery accounts for: published from what was lost, or by somebody elsewhere.
create table unaccounted_posts (
  agency_id uuid not null references agencies,
  incarnation uuid not null,
  channel_id uuid not null,
  remote_id text not null,
  permalink text,
  text text not null, -- its beginning
  at timestamptz not null,
  primary key (agency_id, incarnation, channel_id, remote_id),
  foreign key (agency_id, incarnation) references agency_restores (agency_id, incarnation),
  foreign key (agency_id, channel_id) references channels (agency_id, id) on delete cascade
);
select make_tenant_table('unaccounted_posts');

-- Written before a backup, perhaps sent after it: a person decides.
alter table mails add column held_at timestamptz;
alter table notices add column held_at timestamptz;
