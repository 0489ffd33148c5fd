-- Search. One row for each post or article that can be found, with its terms as numbers (features/search/terms.ts): words
-- and pairs of words, folded and with their tones, what can be filtered by, and where it stands in time. `sort` orders
-- by time; for posts it is the id.
create table search_documents (
  kind text not null,
  id bigint not null,
  sort bigint not null,
  terms bigint[] not null,
  -- Who may find it. Not asked of the index, which would walk through everything that is for everybody.
  reach bigint[] not null,
  primary key (kind, id)
);
-- Hundreds of numbers a row: out of the way of whoever only wants to know which rows there are.
alter table search_documents alter column terms set storage external;
alter table search_documents set (toast_tuple_target = 128);
-- Without a waiting list: what was posted is found at once, and nobody's question pays for tidying up.
create index search_documents_terms on search_documents using gin (terms) with (fastupdate = off);

-- Time in blocks of about a thousand documents, so that a common word is looked for in the newest only.
create table search_blocks (
  kind text not null,
  block integer not null,
  from_sort bigint not null,
  to_sort bigint not null,
  n integer not null default 0,
  primary key (kind, block)
);
create index search_blocks_from on search_blocks (kind, from_sort desc);

-- How far the indexing of what was there before has come, and by which version of the rules.
create table search_progress (
  kind text primary key,
  version integer not null,
  after_id bigint not null default 0,
  done_at timestamptz
);

-- Documents that hold all terms of one of the `tiers` (rows of a rectangular array, best first; a shorter one repeats a
-- term) and all of `also`, any of `of_reach`, none of `without`, newest first within a tier, until there are `wanted`.
--
-- Time is walked from the newest blocks back, in steps: two blocks first, then as many as what these held lets expect
-- to be enough, so that some hundred rows are read whatever a word's frequency. Blocks of a level are terms too:
-- -(block * 4 + level + 1), block of level n being block >> 4n. A tier goes back at most `budgets` blocks (0: all); only
-- when nothing at all was found, or when `deep`, the rest is walked too, after everything else. Steps grow as long as
-- they are quick, so none is long; half a second is the most that all of them take.
-- A last row of tier 0 says that the page is not full and there may be more: a budget or the time ended.
create function search_find(
  of_kind text, tiers bigint[], budgets integer[], also bigint[], of_reach bigint[], without bigint[], below bigint, above bigint,
  wanted integer, deep boolean
) returns table (id bigint, sort bigint, tier integer) language plpgsql stable as $$
declare
  started constant timestamptz := clock_timestamp();
  prefix constant bigint := case of_kind when 'post' then 0 else 1000000000000 end;
  step_began timestamptz;
  found_ids bigint[] := '{}';
  ids bigint[];
  sorts bigint[];
  words bigint[];
  span bigint[];
  -- Of each tier the newest block that was not looked at yet.
  nexts integer[];
  top integer;
  bottom integer;
  last integer;
  low integer;
  level integer;
  width integer;
  missing integer := wanted;
  late boolean := false;
begin
  select b.block into top from search_blocks b where b.kind = of_kind and b.from_sort < below order by b.from_sort desc limit 1;
  if top is null then return; end if;
  select b.block into bottom from search_blocks b where b.kind = of_kind and b.from_sort <= above order by b.from_sort desc limit 1;
  bottom := coalesce(bottom, 0);
  nexts := array_fill(top, array[coalesce(array_length(tiers, 1), 0)]);
  for pass in 1 .. 2 loop
    exit when pass = 2 and not deep and found_ids <> '{}';
    for i in 1 .. cardinality(nexts) loop
      last := case when pass = 1 and budgets[i] > 0 then greatest(bottom, top - budgets[i] + 1) else bottom end;
      words := array(select unnest(tiers[i:i])) || also;
      width := case pass when 1 then 2 else 256 end;
      while nexts[i] >= last and missing > 0 and not late loop
        level := case when width < 16 then 0 when width < 256 then 1 else 2 end;
        low := greatest(bottom, (greatest(nexts[i] - width + 1, 0) >> (4 * level)) << (4 * level));
        span := array(select -(prefix + n::bigint * 4 + level + 1)
          from generate_series(low >> (4 * level), nexts[i] >> (4 * level)) n);
        step_began := clock_timestamp();
        select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.sort), '{}') into ids, sorts from (
          select d.id, d.sort from search_documents d
          where d.terms && span and d.terms @> words and d.reach && of_reach and d.sort < below and d.sort > above
            and d.id <> all(found_ids) and (without = '{}' or not d.terms && without)
          order by d.sort + 0 desc limit missing) x;
        for n in 1 .. cardinality(ids) loop
          id := ids[n]; sort := sorts[n]; tier := i;
          return next;
        end loop;
        found_ids := found_ids || ids;
        missing := missing - cardinality(ids);
        nexts[i] := low - 1;
        if clock_timestamp() < step_began + interval '5 milliseconds' then
          width := least(65536, width * case when ids = '{}' then 32
            else least(32, greatest(1, ceil(1.5 * missing / cardinality(ids)))) end);
        end if;
        late := clock_timestamp() > started + interval '400 milliseconds';
        exit when pass = 2 and not deep and found_ids <> '{}';
      end loop;
    end loop;
  end loop;
  if missing > 0 and exists (select from unnest(nexts) n where n >= bottom) then
    id := null; sort := null; tier := 0;
    return next;
  end if;
end $$;
