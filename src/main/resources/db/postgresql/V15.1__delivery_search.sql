-- As many indexes over all deliveries as before: the columns that were unique are so the other way round too, and find the
-- deliveries of an event; in their old order they have the type with them, which is looked at in the index itself.
alter table delivery add constraint delivery_once unique (event_sequence, subscription_id);
alter table delivery drop constraint delivery_subscription_id_event_sequence_key;
drop index delivery_by_event;
create index delivery_by_subscription on delivery (subscription_id, event_sequence, event_type);
-- What went wrong is rare and is what people look for. A delivery that is taken at the first try is never in these.
create index delivery_by_state on delivery (state, event_sequence, id, subscription_id, event_type)
    where state in ('retrying', 'exhausted', 'held', 'cancelled');
create index delivery_by_failure on delivery
    (event_sequence, id, last_status, last_error, subscription_id, event_type) where last_error is not null;
-- Nearly all receivers answer 200: those who answer otherwise are found among them.
create index delivery_by_answer on delivery (last_status, event_sequence, id, subscription_id)
    where last_status > 200 and last_status < 300;
