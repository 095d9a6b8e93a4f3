-- Append-only by trigger as well as by privilege; `always`, so replication roles do not pass either.

create function {service}.refuse_change() returns trigger
language plpgsql set search_path = {service}, pg_temp
as $$
begin
    raise exception 'append-only: % on %.% refused', tg_op, tg_table_schema, tg_table_name
        using errcode = 'insufficient_privilege';
end $$;

create trigger append_only before update or delete or truncate on {service}.event
    for each statement execute function {service}.refuse_change();
alter table {service}.event enable always trigger append_only;

create trigger append_only before update or delete or truncate on {service}.event_type
    for each statement execute function {service}.refuse_change();
alter table {service}.event_type enable always trigger append_only;
