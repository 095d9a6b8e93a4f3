-- Keys as narrow as what has to be forgotten. cohort: statistics of one fiscal year and body. group: one
-- person's fields of one group. entry: one person's narratives in one entry, wrapped under that person's
-- key (keys.person_key) and then, like every row, under the wrapping key of `epoch`.
-- Inserted and committed before the first entry sealed under it.

create table keys.data_key (
    key_id uuid primary key,
    kind text not null,
    subject uuid,
    "group" smallint,
    cohort text,
    event uuid,
    wrapped bytea not null,
    epoch text not null,
    made_at timestamptz not null default now(),
    check (
        case kind
        when 'cohort' then cohort is not null and num_nonnulls(subject, "group", event) = 0
        when 'group' then num_nonnulls(subject, "group") = 2 and num_nonnulls(cohort, event) = 0
        when 'entry' then num_nonnulls(subject, "group", event) = 3 and cohort is null
        else false end
    )
);
create unique index data_key_cohort on keys.data_key (cohort) where kind = 'cohort';
create unique index data_key_group on keys.data_key (subject, "group") where kind = 'group';
create unique index data_key_entry on keys.data_key (event, subject) where kind = 'entry';
create index data_key_subject on keys.data_key (subject) where kind = 'entry';

-- What stood before epochs was wrapped under the key file's first key.
alter table keys.person_key add column epoch text not null default '0000-00';

-- Epochs whose wrapping key is gone or going: nothing new is wrapped under them.
create table keys.ended_epoch (
    epoch text primary key,
    ended_at timestamptz not null default now()
);

-- One row per decision whose keys were deleted: the deletion is done, and happens once. `final_epoch`: the
-- epoch whose end made it final, null until then.
create table keys.destruction (
    event uuid primary key,
    case_id uuid not null,
    person uuid not null,
    destroyed_on date not null,
    ground text not null,
    keys integer not null,
    done_at timestamptz not null default now(),
    final_epoch text
);

-- Which keys it took: a page says since when and why, `verify` knows that nothing is missing.
create table keys.destroyed (
    key_id uuid primary key,
    event uuid not null references keys.destruction
);
create index destroyed_event on keys.destroyed (event);

grant select, insert on keys.data_key to key_keeper;
grant select on keys.ended_epoch, keys.destruction, keys.destroyed to key_keeper;

-- Deletes what a recorded decision names, and notes it; makes and reads no key.
grant usage on schema keys to key_destroyer;
grant select (person, key_id), delete on keys.person_key to key_destroyer;
grant select (key_id, kind, subject, event), delete on keys.data_key to key_destroyer;
grant select, insert on keys.destruction, keys.destroyed to key_destroyer;
