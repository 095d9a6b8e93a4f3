-- The append of much at once: the rows come by COPY, the numbers from the head row as always.
--
-- The rows wait in a temporary table of the session: written to no log of the server's, empty after every
-- transaction however it ends, gone after a kill. It is made by open_incoming and belongs to the owner of
-- the logs; something of the writer's own under that name (a view, say, that would run as the owner) is
-- refused, besides the writer's not being allowed to make one.

create function {service}.open_incoming() returns void
language plpgsql security definer set search_path = {service}, pg_temp
as $$
begin
    create temporary table incoming (
        i bigint not null,  -- place in the batch, from 1
        stream uuid not null,
        version int not null,
        type_id smallint not null,
        ward smallint not null,
        occurred_on date not null,
        recorded_at timestamptz not null,
        data bytea not null,
        head int not null   -- ordinal of its (command, stream)
    ) on commit delete rows;
    alter table pg_temp.incoming alter data set storage external;
    execute format('grant insert on pg_temp.incoming to %I', session_user);
end $$;

-- Commands and heads as in `append`; their events are the rows of pg_temp.incoming. All or nothing, in the
-- caller's transaction, with the same errors. Returns the position before the batch.

create function {service}.append_incoming(
    n int, cid uuid[], cn int[], co int[], hs uuid[], he int[], hn int[]
) returns bigint
language plpgsql security definer set search_path = {service}, pg_temp
as $$
declare
    before bigint;
    moved bigint;
    wanted bigint;
begin
    if not exists (
        select from pg_catalog.pg_class as c
        where c.oid = to_regclass('pg_temp.incoming') and c.relkind = 'r'
          and c.relowner = current_user::regrole
    ) then
        raise insufficient_privilege using message = 'pg_temp.incoming is not ours';
    end if;

    perform {service}.agreed(n, cn, co, he, hn);

    -- First of all writes, so that no later lock can deadlock.
    update log_head set position = position + n where log = 1 returning position - n into strict before;

    insert into command
    select c, before + f + 1, m from unnest(cid, co, cn) as q(c, f, m);

    insert into stream_head
    select h, m from unnest(hs, he, hn) as q(h, e, m) where e <= 0;
    get diagnostics moved = row_count;
    wanted := cardinality(hs) - moved;
    if wanted > 0 then
        update stream_head as k set version = q.m
        from unnest(hs, he, hn) as q(h, e, m)
        where q.e > 0 and k.stream = q.h and k.version = q.e;
        get diagnostics moved = row_count;
        if moved <> wanted then
            raise unique_violation using message = 'overtaken';
        end if;
    end if;

    insert into event
    select before + q.i, q.stream, q.version, q.type_id, q.ward, q.occurred_on, q.recorded_at, q.data
    from pg_temp.incoming as q
    where q.i between 1 and n
      and hs[q.head] = q.stream and q.version > he[q.head] and q.version <= hn[q.head];
    get diagnostics moved = row_count;
    if moved <> n then
        raise invalid_parameter_value using message = 'batch does not add up';
    end if;

    perform pg_notify('{service}_events', '');
    return before;
end $$;

revoke execute on function {service}.open_incoming, {service}.append_incoming from public;
grant execute on function {service}.open_incoming, {service}.append_incoming to writer_{service};
