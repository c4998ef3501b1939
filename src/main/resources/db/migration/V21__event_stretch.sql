-- Between which times the changes of each stretch of the log lie, a row for each day that they are of: who asks for a time
-- passes over the stretches without it. Written behind the log once a stretch is full, so that nobody who appends waits,
-- and no index over times has to be kept; what is not in here is looked at.
create table event_stretch (
    -- of events n * 1000 + 1 to (n + 1) * 1000
    stretch  bigint  not null,
    -- since 1970
    of_day   integer not null,
    earliest timestamp with time zone not null,
    latest   timestamp with time zone not null,
    primary key (stretch, of_day)
);
