-- The log of one service: its tables. One schema per service keeps four logs apart in one database.
-- Every column of `event` but `data` is a duplicate of the entry that the verifier compares.

create schema {service};
revoke all on schema {service} from public;

-- The sequencer: its one row stays locked from the first statement of an append to the commit, so
-- positions are dense from 1 and their order is the order of commits. Updated in place (HOT).
create table {service}.log_head (
    log smallint primary key check (log = 1),
    position bigint not null check (position >= 0)
) with (fillfactor = 10);
insert into {service}.log_head values (1, 0);

create table {service}.event_type (
    type_id smallint primary key,
    wire_name text not null unique
);

create table {service}.area (
    area_id smallint primary key,
    code text not null,
    level text not null check (level in
        ('nation', 'prefecture_remainder', 'designated_city', 'core_city', 'municipality', 'ward')),
    parent smallint references {service}.area deferrable initially deferred,
    name text not null,
    "from" date not null,
    until date check (until >= "from")  -- its last day
);

-- No foreign keys here: the recorder resolves both ids through the tables above before it appends.
create table {service}.event (
    position bigint primary key,
    stream uuid not null,
    version int not null,
    type_id smallint not null,
    ward smallint not null,
    occurred_on date not null,
    recorded_at timestamptz not null,
    data bytea not null check (octet_length(data) <= 65535),
    unique (stream, version)
);
alter table {service}.event alter data set storage external; -- ciphertext does not compress

create table {service}.stream_head (
    stream uuid primary key,
    version int not null
) with (fillfactor = 80);

create table {service}.command (
    command_id uuid primary key,
    first_position bigint not null,
    events int not null
);
