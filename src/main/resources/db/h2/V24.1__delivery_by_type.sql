-- Written when a delivery is made, and never again: its type does not change.
create index delivery_by_type on delivery (event_type, event_sequence desc, id desc);
