-- Rows are placed by either date, since lists may be sorted by either; what belongs to another row says to which.
alter table row_state rename column row_key to created_key;
alter table row_state add column updated_key varchar(64) default '' not null;
alter table row_state add column owner varchar(200) default '' not null;
-- Missing where it should have been, since when; proven gone is a phase.
alter table row_state add column suspect_at timestamp with time zone;
-- There by its id, though its list did not show it: not suspect again before then, later each time.
alter table row_state add column unlisted_until timestamp with time zone;
alter table row_state add column unlisted_times integer default 0 not null;
-- A copy that may be stale.
alter table row_state add column doubt_hash varchar(64);
alter table row_state add column doubt_at timestamp with time zone;
update row_state set phase = 'OPEN' where phase = 'MISSED';
alter table row_state drop column misses;

-- How a list is ordered, and where the walk round it is.
alter table stream add column mark_updated varchar(64) default '' not null;
alter table stream add column ruled_out varchar(200) default '' not null;
alter table stream add column in_sweep varchar(200) default '' not null;
alter table stream add column comes_whole boolean default false not null;
alter table stream add column capacity integer default 0 not null;
alter table stream add column order_pages bigint default 0 not null;
alter table stream add column order_since timestamp with time zone;
alter table stream add column order_note varchar(500);
alter table stream add column walked_from varchar(64) default '' not null;
alter table stream add column sweep_created varchar(64) default '' not null;
alter table stream add column sweep_updated varchar(64) default '' not null;
alter table stream add column sweep_anchors varchar(2000) default '' not null;
alter table stream add column sweep_began_at timestamp with time zone;
alter table stream add column sweep_telling varchar(12) default 'NEWS' not null;
alter table stream add column sweep_pages integer default 0 not null;
alter table stream add column swept_at timestamp with time zone;
alter table stream add column tempo double precision default 0 not null;
alter table stream add column tempo_at timestamp with time zone;
update stream set mark_key = '' where mark_key is null;
-- What was a whole walk before is a round of the sweep now.
update stream set swept_at = walked_at;

-- What is told once and for all: by what a viewer is known, which videos she completed, which P-Links were opened.
create table known_fact (
    account_id   varchar(64)  not null,
    kind         varchar(20)  not null,
    subject      varchar(200) not null,
    detail       varchar(330) not null,
    primary key (account_id, kind, subject, detail)
);

-- Rows that cannot be processed, each once.
create table poison_row (
    account_id   varchar(64)  not null,
    stream       varchar(40)  not null,
    fingerprint  varchar(40)  not null,
    row_id       varchar(200),
    reason       varchar(1000) not null,
    raw          bytea        not null,
    raw_cut      boolean      not null,
    times        integer      not null,
    first_at     timestamp with time zone not null,
    last_at      timestamp with time zone not null,
    primary key (account_id, stream, fingerprint)
);

-- Rules of single videos.
create table video_rules (
    account_id   varchar(64)  not null,
    video        varchar(200) not null,
    completed_at integer      not null,
    milestones   varchar(400) not null,
    primary key (account_id, video)
);

-- The operator stopped polling the account.
alter table account add column paused boolean default false not null;

-- Who shares a token's budget, and how much happens there: an account's part follows from it.
create table budget_part (
    token_key    varchar(64) not null,
    account_id   varchar(64) not null,
    weight       double precision not null,
    seen_at      timestamp with time zone not null,
    primary key (token_key, account_id)
);

-- What is wrong with an account's source, since when; told when it begins and when it is over.
create table source_condition (
    account_id   varchar(64) not null,
    kind         varchar(20) not null,
    since        timestamp with time zone not null,
    told         boolean     not null,
    primary key (account_id, kind)
);
