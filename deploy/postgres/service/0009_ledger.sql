-- What was signed over this log, and what enough witnesses have cosigned. Tiles lie in files and can be
-- made again; these rows cannot, and like the log's they are only ever added.

create schema {service}_ledger;
revoke all on schema {service}_ledger from public;

create table {service}_ledger.checkpoint (
    size bigint primary key check (size > 0),
    root bytea not null check (octet_length(root) = 32),
    note text not null,
    signed_at timestamptz not null
);

-- `at` is the time of the cosignature that filled the quorum.
create table {service}_ledger.cosigned (
    size bigint primary key references {service}_ledger.checkpoint,
    note text not null,
    at timestamptz not null
);

-- A log grows: whoever signs a smaller tree after a larger one has forgotten something.
create function {service}_ledger.only_larger() returns trigger
language plpgsql set search_path = {service}_ledger, pg_temp
as $$
begin
    if new.size <= (select max(size) from {service}_ledger.checkpoint) then
        raise exception 'a checkpoint of % entries exists already, or a larger one', new.size
            using errcode = 'unique_violation';
    end if;
    return new;
end $$;
create trigger only_larger before insert on {service}_ledger.checkpoint
    for each row execute function {service}_ledger.only_larger();
alter table {service}_ledger.checkpoint enable always trigger only_larger;

create trigger append_only before update or delete or truncate on {service}_ledger.checkpoint
    for each statement execute function {service}.refuse_change();
alter table {service}_ledger.checkpoint enable always trigger append_only;
create trigger append_only before update or delete or truncate on {service}_ledger.cosigned
    for each statement execute function {service}.refuse_change();
alter table {service}_ledger.cosigned enable always trigger append_only;

revoke execute on all functions in schema {service}_ledger from public;

grant usage on schema {service}_ledger
    to ledger_{service}, writer_{service}, reader_{service}, projector_{service};
grant select on {service}_ledger.checkpoint, {service}_ledger.cosigned
    to ledger_{service}, writer_{service}, reader_{service}, projector_{service};
grant insert on {service}_ledger.checkpoint, {service}_ledger.cosigned to ledger_{service};

-- The checkpointer reads the log it signs.
grant usage on schema {service} to ledger_{service};
grant select on {service}.log_head, {service}.event, {service}.event_type to ledger_{service};
