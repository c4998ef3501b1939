-- Of a delivery that waits in line, or did: when its own try was due. Its turn does not make that earlier.
alter table delivery add column not_before timestamp with time zone;
