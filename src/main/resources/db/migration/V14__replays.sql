-- Attempts made before the schedule began anew: what is sent again has all its tries before it, and its history.
alter table delivery add column tries_from integer default 0 not null;

-- Events that a subscription gets again, bit by bit.
create table replay (
    id              varchar(40)  primary key,
    subscription_id varchar(64)  not null,
    -- time of the change, as in the list of events; null = no bound
    from_time       timestamp with time zone,
    to_time         timestamp with time zone,
    -- empty = all that it wants
    types           varchar(4000) not null,
    status          varchar(8)   not null,
    state           varchar(12)  not null,
    -- sequence of the last event that is done, and of the last one that was found when it began
    place           bigint       not null,
    up_to           bigint       not null,
    planned         bigint       not null,
    made            bigint       not null,
    created_at      timestamp with time zone not null,
    ended_at        timestamp with time zone
);
create index replay_by_subscription on replay (subscription_id, created_at, id);
create index replay_by_state on replay (state, created_at);
