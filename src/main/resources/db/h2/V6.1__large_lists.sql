drop index row_state_open;
drop index row_state_created;
drop index row_state_updated;
-- Rows that are not missing are nearly all: the few open ones of them are found by both. Without seen_at, a row that is
-- only seen again keeps its place in every index.
create index row_state_open on row_state (account_id, stream, phase, suspect_at);
-- Rows are counted up to a key without being read.
create index row_state_created on row_state (account_id, stream, created_key, phase);
create index row_state_updated on row_state (account_id, stream, updated_key, phase);
