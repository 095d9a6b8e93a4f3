-- The judging append: per command 'done' (came before: its first position), 'overtaken' (nothing
-- stored) or 'ok' (stored now). Exact, because the head row is locked; nothing rolls back.
-- Slower than `append` without conflicts, so it runs only after one, or after a lost connection.

create function {service}.append_judged(
    cid uuid[], cn int[], co int[],
    hs uuid[], he int[], hn int[], hc int[],
    s uuid[], v int[], t smallint[], w smallint[], o date[], r timestamptz[], d bytea[], p int[]
) returns table (i int, state text, first_position bigint)
language plpgsql security definer set search_path = {service}, pg_temp
as $$
declare
    before bigint;
    stored bigint;
    known bigint[];   -- per command: first position of an earlier append, else 0
    placed bigint[];  -- per command: first position of this append, else 0
    changed bigint;
begin
    perform {service}.agreed(cardinality(s), cn, co, he, hn);

    select h.position into strict before from log_head as h where h.log = 1 for update;

    select array_agg(coalesce(k.first_position, 0) order by q.i)
    into known
    from unnest(cid) with ordinality as q(c, i)
    left join command as k on k.command_id = q.c;

    with late as (
        select distinct q.i
        from unnest(hs, he, hc) as q(h, e, i)
        left join stream_head as k on k.stream = q.h
        where (case when k.version is null then q.e > 0 else k.version <> q.e end)
    ), fit as (
        select q.i, q.m, (known[q.i] = 0 and late.i is null) as fits
        from unnest(cn) with ordinality as q(m, i)
        left join late on late.i = q.i
    ), ranged as (
        select fit.*, sum(m) filter (where fits) over (order by fit.i) as upto from fit
    )
    select array_agg(case when fits then before + upto - m + 1 else 0 end order by ranged.i),
           coalesce(sum(m) filter (where fits), 0)
    into placed, stored
    from ranged;

    if stored > 0 then
        update log_head set position = before + stored where log = 1;

        insert into command
        select c, placed[q.i], m
        from unnest(cid, cn) with ordinality as q(c, m, i)
        where placed[q.i] > 0;

        insert into stream_head
        select h, m from unnest(hs, he, hn, hc) as q(h, e, m, i)
        where placed[q.i] > 0
        on conflict (stream) do update set version = excluded.version;
        -- (a stream twice in one batch fails here: 21000)

        insert into event
        select placed[hc[x]] + q.i - 1 - co[hc[x]], a, b, e, g, h, j, k
        from unnest(s, v, t, w, o, r, d, p) with ordinality as q(a, b, e, g, h, j, k, x, i)
        where placed[hc[x]] > 0 and hs[x] = a and b > he[x] and b <= hn[x];
        get diagnostics changed = row_count;
        if changed <> stored then
            raise invalid_parameter_value using message = 'batch does not add up';
        end if;

        perform pg_notify('{service}_events', '');
    end if;

    return query
    select q.i::int,
           case when known[q.i] > 0 then 'done' when placed[q.i] > 0 then 'ok' else 'overtaken' end,
           case when known[q.i] > 0 then known[q.i] when placed[q.i] > 0 then placed[q.i] end
    from unnest(cid) with ordinality as q(c, i)
    order by q.i;
end $$;
