-- Why: a post is written once, with a variant per channel, reviewed, and approved as exactly the content that will leave.

create table campaigns (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  mandate_id uuid,
  name text not null check (name <> ''),
  starts_on date,
  ends_on date,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id),
  foreign key (agency_id, mandate_id) references mandates (agency_id, id)
);
select make_tenant_table('campaigns');

create table media (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid,
  state text not null default 'uploaded' check (state in ('uploaded', 'ready', 'refused')),
  refused_because text,
  name text not null,
  credit text,
  original_sha256 text not null,
  original_mime text not null, -- read from the bytes, never from the name
  original_bytes integer not null,
  sha256 text, -- of the bytes that are published: turned, stripped, re-encoded
  mime text,
  bytes integer,
  width integer,
  height integer,
  thumbhash text,
  uploaded_by uuid,
  created_at timestamptz not null default now(),
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id)
);
select make_tenant_table('media');

create table posts (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  client_id uuid not null,
  mandate_id uuid,
  campaign_id uuid,
  event_id uuid,
  title text not null,
  text text not null default '',
  link text,
  review_state text not null default 'draft' check (review_state in ('draft', 'in_review', 'changes_requested', 'approved')),
  timing_kind text not null default 'unscheduled' check (timing_kind in ('unscheduled', 'fixed', 'anchored', 'calendar')),
  fixed_at timestamptz,
  anchor_base text check (anchor_base in ('t0', 'liftoff', 'scrub', 'outcome')),
  anchor_offset_seconds integer,
  anchor_condition text check (anchor_condition in ('any', 'go', 'launched', 'success', 'anomaly', 'scrubbed')),
  anchor_day_offset integer,
  anchor_wall_time time,
  anchor_zone text,
  not_before timestamptz, -- decided at a change of T-0: wait for the end of the quiet hours; the next change clears it
  release text not null default 'release' check (release in ('release', 'offer')), -- a contingency post leaves by itself once needed, or a person is asked
  offer_attempt_id uuid, -- the attempt in which a person answered the offer; the next one asks again
  offer_answer text check (offer_answer in ('released', 'dropped')),
  offer_answered_at timestamptz,
  late_limit_seconds integer not null default 600 check (late_limit_seconds > 0),
  version integer not null default 1, -- grows with each edit; a stale edit is refused
  author_id uuid,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  cancelled_at timestamptz,
  primary key (agency_id, id),
  foreign key (agency_id, client_id) references clients (agency_id, id),
  foreign key (agency_id, mandate_id) references mandates (agency_id, id),
  foreign key (agency_id, campaign_id) references campaigns (agency_id, id),
  foreign key (agency_id, event_id) references events (agency_id, id),
  check (release = 'release' or anchor_condition in ('scrubbed', 'anomaly')),
  check ((offer_answer is null) = (offer_attempt_id is null) and (offer_answer is null) = (offer_answered_at is null)),
  check ((timing_kind = 'fixed') = (fixed_at is not null)),
  check (timing_kind not in ('anchored', 'calendar') or (event_id is not null and anchor_base is not null and anchor_condition is not null)),
  check ((timing_kind = 'anchored') = (anchor_offset_seconds is not null)),
  check ((timing_kind = 'calendar') = (anchor_day_offset is not null and anchor_wall_time is not null and anchor_zone is not null))
);
select make_tenant_table('posts');
create index posts_client on posts (agency_id, client_id, created_at desc);
create index posts_fixed on posts (agency_id, fixed_at, id) where fixed_at is not null;
create index posts_event on posts (agency_id, event_id) where event_id is not null;
create index posts_in_review on posts (agency_id, review_state) where review_state in ('in_review', 'changes_requested');

create table variants (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  post_id uuid not null,
  channel_id uuid not null,
  parts text[], -- null: follows the common text; more than one: a thread
  first_comment text,
  link text,
  crops jsonb not null default '{}', -- the part of a picture that this channel shows, by media id; none: as post_media says
  position integer not null default 0,
  content_hash text, -- of the last saved content, see editorial/content-hash
  dropped boolean not null default false, -- taken off the post after something was delivered for it: history
  primary key (agency_id, id),
  unique (agency_id, post_id, channel_id),
  foreign key (agency_id, post_id) references posts (agency_id, id) on delete cascade,
  foreign key (agency_id, channel_id) references channels (agency_id, id)
);
select make_tenant_table('variants');
create index variants_channel on variants (agency_id, channel_id);

create table post_media (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  post_id uuid not null,
  media_id uuid not null,
  position integer not null,
  alt text not null default '',
  crop jsonb, -- {x, y, width, height} as fractions of the picture
  primary key (agency_id, id),
  unique (agency_id, post_id, media_id),
  foreign key (agency_id, post_id) references posts (agency_id, id) on delete cascade,
  foreign key (agency_id, media_id) references media (agency_id, id)
);
select make_tenant_table('post_media');

create table revisions (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  post_id uuid not null,
  number integer not null,
  content jsonb not null,
  author_id uuid,
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, id),
  unique (agency_id, post_id, number),
  foreign key (agency_id, post_id) references posts (agency_id, id) on delete cascade
);
select make_tenant_table('revisions', 'select, insert, delete');

-- Who has a post open: a row as long as the page says so, so that two people see each other before they write over each other.
create table post_watchers (
  agency_id uuid not null references agencies,
  post_id uuid not null,
  member_id uuid not null,
  typing boolean not null default false, -- something is typed and not saved
  seen_at timestamptz not null default clock_timestamp(),
  primary key (agency_id, post_id, member_id),
  foreign key (agency_id, post_id) references posts (agency_id, id) on delete cascade,
  foreign key (agency_id, member_id) references members (agency_id, id) on delete cascade
);
select make_tenant_table('post_watchers');

create table reviews (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  post_id uuid not null,
  revision integer not null,
  kind text not null check (kind in ('submitted', 'approved', 'changes-requested', 'comment', 'lapsed', 'withdrawn')),
  member_id uuid,
  comment text,
  because jsonb, -- why an approval lapsed: what changed
  at timestamptz not null default clock_timestamp(),
  primary key (agency_id, id),
  foreign key (agency_id, post_id) references posts (agency_id, id) on delete cascade,
  foreign key (agency_id, member_id) references members (agency_id, id)
);
select make_tenant_table('reviews', 'select, insert, delete');
create index reviews_post on reviews (agency_id, post_id, id);

-- An approval covers one variant's exact content, for one T-0.
create table approvals (
  agency_id uuid not null references agencies,
  id uuid not null default uuidv7(),
  post_id uuid not null,
  variant_id uuid not null,
  content_hash text not null,
  t0 timestamptz, -- the T-0 it was approved for; null when unanchored or unknown
  approved_by uuid not null,
  at timestamptz not null default clock_timestamp(),
  lapsed_at timestamptz,
  lapsed_because text,
  primary key (agency_id, id),
  foreign key (agency_id, post_id) references posts (agency_id, id) on delete cascade,
  foreign key (agency_id, variant_id) references variants (agency_id, id) on delete cascade,
  foreign key (agency_id, approved_by) references members (agency_id, id)
);
select make_tenant_table('approvals');
create unique index approvals_standing on approvals (agency_id, variant_id) where lapsed_at is null;
