-- Of a part of the log: which events a replay sends. A count goes through the log a part at a time and is exact for good,
-- since what was chosen is written down: no clock is asked afterwards what was open when.
create table replay_part (
    replay_id      varchar(40) not null references replay (id) on delete cascade,
    -- sequences of its first and last event; bit 0 of what was chosen is the first
    first_sequence bigint      not null,
    last_sequence  bigint      not null,
    chosen         bytea       not null,
    primary key (replay_id, last_sequence)
);
alter table replay add column dry_run boolean default false not null;
-- Chosen events that were under way, or not wanted any more, when their turn came.
alter table replay add column skipped bigint default 0 not null;

-- What goes on is counted anew from where it is.
update replay set state = 'counting', planned = made where state = 'running';
