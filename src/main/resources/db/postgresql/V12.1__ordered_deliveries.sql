-- The next of a key: partial, so that it holds open work of ordered subscriptions alone.
create index delivery_by_key on delivery (subscription_id, ordering_key, event_sequence)
    where ordering_key is not null and state in ('pending', 'retrying', 'delivering', 'held');
