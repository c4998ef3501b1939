-- The source's own count of a list (GET /views/summary) beside the rows that were known then. Differences say nothing until
-- the two agreed once (counted_agreed_at): what the source counts is not documented.
alter table stream add column counted_at timestamp with time zone;
alter table stream add column counted_rows bigint default 0 not null;
alter table stream add column counted_known bigint default 0 not null;
alter table stream add column counted_agreed_at timestamp with time zone;
