-- Finds claims as well: few deliveries are claimed at a time.
create index delivery_by_state on delivery (state, event_sequence desc, id desc);
drop index delivery_claimed;
