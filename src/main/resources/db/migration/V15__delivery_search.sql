-- What deliveries are searched by, beside them: nobody looks through attempts or events for the few that match.
alter table delivery add column event_type varchar(60);
-- Of the last attempt: the answer's status, and the class of the failure.
alter table delivery add column last_status integer;
alter table delivery add column last_error varchar(40);
update delivery set
    event_type = (select e.type from event e where e.sequence = delivery.event_sequence),
    last_status = (select a.status from delivery_attempt a
                   where a.delivery_id = delivery.id and a.number = delivery.attempts),
    last_error = (select a.error from delivery_attempt a
                  where a.delivery_id = delivery.id and a.number = delivery.attempts);
