-- H2 has no partial indexes: the state leads, so that open work lies together.
create index row_state_open on row_state (account_id, stream, phase, row_key);
create index publication_open on publication (state, event_sequence);
create index delivery_open on delivery (subscription_id, state, due_at, id);
create index delivery_claimed on delivery (state, claimed_until);
