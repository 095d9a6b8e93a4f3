-- One wrapped data key per person. Inserted and committed before the first entry sealed under it.

create schema keys;
revoke all on schema keys from public;

create table keys.person_key (
    person uuid primary key,
    key_id uuid not null unique,
    wrapped bytea not null,
    made_at timestamptz not null default now()
);

grant usage on schema keys to key_keeper;
grant select, insert on keys.person_key to key_keeper;
