-- How the receiver of a subscription fares: failures in a row since when, and, once there are too many, from when on one
-- delivery is tried.
alter table subscription add column failures integer default 0 not null;
alter table subscription add column probes integer default 0 not null;
alter table subscription add column failing_since timestamp with time zone;
alter table subscription add column failed_at timestamp with time zone;
alter table subscription add column probe_at timestamp with time zone;
