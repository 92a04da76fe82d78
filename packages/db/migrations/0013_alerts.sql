-- Alerts end by themselves: dispatch looks for those whose cause is over, without walking through what was read long ago.
select make_routable('notices', 'agency_id, kind, subject_id, read_at');
create index notices_alerts on notices (kind, agency_id, subject_id) where read_at is null
  and kind in ('delivery-overdue', 'delivery-uncertain', 'channel-reconnect', 'channel-expires', 'worker-lost');

-- "Too many" is not the same as a budget that is spent: the network named an instant, and calls that have their share of the budget wait for it too.
alter table quotas add column refused_until timestamptz;
