-- Why: what a post's records say today must be what they said then. Each day that is over is closed by one hash over where every post's chain stood.

create table evidence_checkpoints (
  agency_id uuid not null references agencies,
  day date not null, -- in UTC
  posts integer not null check (posts > 0), -- how many posts have a record of that day
  root text not null, -- of the Merkle tree over their heads
  previous text, -- the checkpoint before; null: the first of the agency
  hash text not null,
  taken_at timestamptz not null,
  primary key (agency_id, day)
);
select make_tenant_table('evidence_checkpoints', 'select, insert');

-- Where a post's chain stood at the end of a day: the leaves of that day's tree, from which a pack proves that it is one of them.
create table evidence_heads (
  agency_id uuid not null references agencies,
  day date not null,
  post_id uuid not null,
  head text not null,
  records integer not null check (records > 0),
  primary key (agency_id, day, post_id),
  foreign key (agency_id, day) references evidence_checkpoints (agency_id, day),
  foreign key (agency_id, post_id) references posts (agency_id, id)
);
select make_tenant_table('evidence_heads', 'select, insert');
create index evidence_heads_post on evidence_heads (agency_id, post_id, day);
