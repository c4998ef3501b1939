-- Partial indexes hold open work alone, so that a long history costs nothing.
create index row_state_open on row_state (account_id, stream, row_key) where phase = 'OPEN';
create index publication_open on publication (event_sequence) where state = 'pending';
create index delivery_open on delivery (subscription_id, due_at, id) where state in ('pending', 'retrying');
create index delivery_claimed on delivery (claimed_until) where state = 'delivering';
