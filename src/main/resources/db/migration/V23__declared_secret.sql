-- Which secret configuration gave last, by its SHA-256: it is given once, so that a rotation outlives the next start.
alter table subscription add column declared_secret varchar(64);
