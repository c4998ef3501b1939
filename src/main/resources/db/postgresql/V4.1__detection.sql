drop index if exists row_state_open;
-- Keys are compared as bytes, whatever the database's language.
alter table row_state alter column created_key type varchar(64) collate "C";
alter table row_state alter column updated_key type varchar(64) collate "C";
-- The state of a row is rewritten in place when it is only seen again: room for that in each page.
alter table row_state set (fillfactor = 85);
create index row_state_created on row_state (account_id, stream, created_key) where phase <> 'GONE';
create index row_state_updated on row_state (account_id, stream, updated_key) where phase <> 'GONE';
create index row_state_open on row_state (account_id, stream, created_key) where phase = 'OPEN';
create index row_state_suspect on row_state (account_id, stream, suspect_at) where suspect_at is not null;
create index row_state_owner on row_state (account_id, stream, owner) where owner <> '';
