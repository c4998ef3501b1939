-- How many rows are known, kept with them: nobody counts ten million.
alter table stream add column rows_known bigint default 0 not null;
update stream set rows_known = (
    select count(*) from row_state
    where row_state.account_id = stream.account_id and row_state.stream = stream.name and row_state.phase <> 'GONE');

-- Names of the fields that rows were ever seen with, so that another one is noticed.
alter table stream add column fields varchar(8000) default '' not null;
