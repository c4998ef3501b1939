-- How a subscription wants its events chosen, written, sent and paced. What is null is the service's default.
alter table subscription add column filter varchar(4000);
alter table subscription add column format varchar(20) default 'json' not null;
alter table subscription add column template varchar(16384);
alter table subscription add column content_type varchar(200);
-- the scheme of its signing secrets
alter table subscription add column signature varchar(8) default 'v1' not null;
-- headers (JSON) and credentials (JSON) may be secrets: sealed. So is a URL that is one; url then shows what may be seen.
alter table subscription add column headers bytea;
alter table subscription add column credentials bytea;
alter table subscription add column sealed_url bytea;
alter table subscription add column per_second double precision;
alter table subscription add column concurrency integer;
alter table subscription add column ordering varchar(8) default 'none' not null;
alter table subscription add column timeout_ms integer;
-- delays in milliseconds, with commas between
alter table subscription add column schedule varchar(500);

-- When the next request is allowed where there is a rate; shared by replicas, and by all who send to one Slack webhook.
create table pace (
    name     varchar(100) primary key,
    free_at  timestamp with time zone not null
);

-- Deliveries of one subscription with the same key go one after the other; without a key none waits for another.
alter table delivery add column ordering_key varchar(200);

-- What was sent with an attempt and what came back beside the body: headers as lines.
alter table delivery_attempt add column request_headers varchar(8000);
alter table delivery_attempt add column response_headers varchar(8000);
