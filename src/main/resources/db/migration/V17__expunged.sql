-- When somebody had the payload of an event removed; the event itself stays in the log.
alter table event add column expunged_at timestamp with time zone;
