-- A budget belongs to a token, not to an account: two accounts with one token share it, and an account that is deleted
-- and made again has forgotten nothing. What was counted by account runs out within an hour.
alter table mindstamp_budget rename column account_id to token_key;
alter table mindstamp_budget add column used_at timestamp with time zone;
alter table mindstamp_call rename column account_id to token_key;
alter table mindstamp_call add column call_class varchar(12) default 'HEAD' not null;
create index mindstamp_call_by_age on mindstamp_call (called_at);

-- Which classes of calls want to call lately, and which of them were refused since their last call.
create table mindstamp_demand (
    token_key   varchar(64) not null,
    call_class  varchar(12) not null,
    wanted_at   timestamp with time zone not null,
    refused_at  timestamp with time zone,
    primary key (token_key, call_class)
);
