-- A fingerprint of what the configuration last said of the account, never the token: a start applies the configuration
-- only when it says something else than then. Null: made by API, or stored before this column.
alter table account add column declared varchar(64);
-- Rises with each new token or address, so that an answer to the old one says nothing about the new one.
alter table account add column revision integer not null default 0;
-- When somebody wrote to Mindstamp through us: a walk that began before does not count as having looked.
alter table stream add column asked_at timestamp with time zone;
