-- Calls of polling, added up by stream and class once a minute by whoever polls the account; kept for an hour. Rows are only
-- added, so that replicas need not agree about them; whoever adds some forgets the old ones of the same account.
create table stream_call (
    account_id  varchar(64) not null,
    stream      varchar(40) not null,
    call_class  varchar(12) not null,
    calls       integer not null,
    counted_at  timestamp with time zone not null
);
create index stream_call_of_account on stream_call (account_id, counted_at);
