-- The optimistic append: a whole batch of commands or nothing. Returns the position before the batch.
--
-- cid, cn, co     per command: id, number of events, events of the batch before it
-- hs, he, hn, hc  per (command, stream): stream, expected version (0 = new), new version, and the
--                 ordinal of the command (used by append_judged only)
-- s, v, t, w, o, r, d  per event: stream, version, type, area, occurred on, recorded at, entry
--
-- 23505 without a constraint name = a stream moved on; with command_pkey = a command came again.

create function {service}.append(
    cid uuid[], cn int[], co int[],
    hs uuid[], he int[], hn int[], hc int[],
    s uuid[], v int[], t smallint[], w smallint[], o date[], r timestamptz[], d bytea[]
) returns bigint
language plpgsql security definer set search_path = {service}, pg_temp
as $$
declare
    n constant int := cardinality(s);
    before bigint;
    moved bigint;
    wanted bigint;
begin
    -- First, so that no later lock can deadlock.
    update log_head set position = position + n where log = 1 returning position - n into strict before;

    insert into command
    select c, before + f + 1, m from unnest(cid, co, cn) as q(c, f, m);

    -- A new stream collides on its primary key; an old one must stand at the expected version.
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
    select before + i, a, b, e, g, h, j, k
    from unnest(s, v, t, w, o, r, d) with ordinality as q(a, b, e, g, h, j, k, i);

    perform {service}.agreed(cn, co, hs, he, hn, s, v);
    perform pg_notify('{service}_events', '');
    return before;
end $$;

-- What a well-made batch satisfies whatever its writer intends: heads and commands account for
-- exactly these events. Otherwise a derived table could be made to disagree with the log.
create function {service}.agreed(
    cn int[], co int[], hs uuid[], he int[], hn int[], s uuid[], v int[]
) returns void
language plpgsql set search_path = {service}, pg_temp
as $$
begin
    if (select sum(m) from unnest(cn) as q(m)) is distinct from cardinality(s)
        or (select sum(m - e) from unnest(he, hn) as q(e, m)) is distinct from cardinality(s)
        or exists (
            select from unnest(cn, co) with ordinality as q(m, f, i)
            where m < 1 or f <> coalesce((select sum(x) from unnest(cn[:i - 1]) as p(x)), 0))
        or exists (
            select from unnest(s, v) as q(a, b)
            left join unnest(hs, he, hn) as k(h, e, m) on k.h = a and b > e and b <= m
            where k.h is null)
    then
        raise invalid_parameter_value using message = 'batch does not add up';
    end if;
end $$;
