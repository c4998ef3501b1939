-- The source's own count of a list (GET /views/summary) beside the rows that were known then, and how much the two differed
-- the time before. What the source counts is not documented: a difference says nothing until they agreed on two counts.
alter table stream add column counted_at timestamp with time zone;
alter table stream add column counted_rows bigint default 0 not null;
alter table stream add column counted_known bigint default 0 not null;
alter table stream add column counted_before bigint default 0 not null;
alter table stream add column counted_agreed bigint;
alter table stream add column counted_comparable boolean default false not null;
-- When its list last showed elements in whose places there may be rows that could not be seen.
alter table stream add column hidden_at timestamp with time zone;
update stream set hidden_at = current_timestamp
where exists (select 1 from poison_row p where p.account_id = stream.account_id and p.stream = stream.name);
