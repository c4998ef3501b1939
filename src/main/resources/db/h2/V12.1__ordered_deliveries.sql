create index delivery_by_key on delivery (subscription_id, ordering_key, state, event_sequence);
