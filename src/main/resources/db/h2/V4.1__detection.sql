drop index if exists row_state_open;
create index row_state_created on row_state (account_id, stream, created_key);
create index row_state_updated on row_state (account_id, stream, updated_key);
create index row_state_open on row_state (account_id, stream, phase, seen_at);
create index row_state_suspect on row_state (account_id, stream, suspect_at);
create index row_state_owner on row_state (account_id, stream, owner);
