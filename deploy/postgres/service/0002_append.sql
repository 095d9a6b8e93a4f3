-- The optimistic append: a whole batch of commands or nothing. Returns the position before the batch.
--
-- cid, cn, co     per command: id, number of events, events of the batch before it
-- hs, he, hn, hc  per (command, stream): stream, expected version (0 = new), new version, and the
--                 ordinal of the command (used by append_judged only)
-- s, v, t, w, o, r, d, p  per event: stream, version, type, area, occurred on, recorded at, entry,
--                 and the ordinal of its (command, stream)
--
-- 23505 without a constraint name = a stream moved on; with command_pkey = a command came again.

create function {service}.append(
    cid uuid[], cn int[], co int[],
    hs uuid[], he int[], hn int[], hc int[],
    s uuid[], v int[], t smallint[], w smallint[], o date[], r timestamptz[], d bytea[], p int[]
) returns bigint
language plpgsql security definer set search_path = {service}, pg_temp
as $$
declare
    n constant int := cardinality(s);
    before bigint;
    moved bigint;
    wanted bigint;
begin
    perform {service}.agreed(n, cn, co, he, hn);

    -- First of all writes, so that no later lock can deadlock.
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
    from unnest(s, v, t, w, o, r, d, p) with ordinality as q(a, b, e, g, h, j, k, x, i)
    where hs[x] = a and b > he[x] and b <= hn[x];
    get diagnostics moved = row_count;
    if moved <> n then
        raise invalid_parameter_value using message = 'batch does not add up';
    end if;

    perform pg_notify('{service}_events', '');
    return before;
end $$;

-- What a well-made batch satisfies whatever its writer intends: commands and heads account for
-- exactly these n events. Else a derived table could be made to disagree with the log.
create function {service}.agreed(n int, cn int[], co int[], he int[], hn int[]) returns void
language plpgsql immutable set search_path = {service}, pg_temp
as $$
declare
    commanded int := 0;
    headed int := 0;
begin
    for i in 1 .. cardinality(cn) loop
        if cn[i] < 1 or co[i] <> commanded then
            raise invalid_parameter_value using message = 'batch does not add up';
        end if;
        commanded := commanded + cn[i];
    end loop;
    for i in 1 .. cardinality(hn) loop
        headed := headed + hn[i] - he[i];
    end loop;
    if n is distinct from commanded or n is distinct from headed then
        raise invalid_parameter_value using message = 'batch does not add up';
    end if;
end $$;
