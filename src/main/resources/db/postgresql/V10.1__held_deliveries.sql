-- What is kept for disabled subscriptions, for when they are enabled. On H2 the index of open work has it.
create index delivery_held on delivery (subscription_id, due_at, id) where state = 'held';
