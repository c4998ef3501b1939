-- What happened when, for charts: counts and spreads of durations per step of time, a row for each process.
create table pulse (
    series  varchar(40)  not null,
    at      timestamp with time zone not null,
    label   varchar(120) not null,
    writer  varchar(40)  not null,
    n       bigint       not null,
    -- class:count, of those that are not empty
    spread  varchar(2000) not null,
    primary key (series, at, label, writer)
);
create index pulse_by_age on pulse (at);
