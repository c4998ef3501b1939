-- What of an event a subscriber may see: paths to keep on the first line, paths to mask on the second. Null = all.
alter table subscription add column fields varchar(20500);
