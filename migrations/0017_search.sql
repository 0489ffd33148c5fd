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

-- Time in blocks of 128 documents, so that a common word is looked for in the newest only.
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

-- Documents that hold all of `words`, newest first, from one block back to another, until there are `wanted`. Time is
-- walked in steps: as many blocks as what was found so far lets expect to be enough, so that some hundred rows are read
-- whatever a word's frequency. Blocks of a level are terms too: -(block * 4 + level + 1), block of level n being
-- block >> 4n. Steps grow as long as they are quick (by the clock, so not too strictly: on a busy machine small steps
-- without end would cost more than they spare), so none is long. After a step that brought it to `enough` it ends.
-- `next_block`: the newest not looked at.
create function search_walk(
  of_kind text, words bigint[], of_reach bigint[], without bigint[], below bigint, above bigint, from_block integer, to_block integer,
  first_width integer, wanted integer, enough integer, skip bigint[], until timestamptz,
  out ids bigint[], out sorts bigint[], out next_block integer
) language plpgsql stable as $$
declare
  prefix constant bigint := case of_kind when 'post' then 0 else 1000000000000 end;
  began timestamptz;
  more_ids bigint[];
  more_sorts bigint[];
  span bigint[];
  low integer;
  level integer;
  reach integer;
  width integer := first_width;
  quickness integer;
  missing integer := wanted;
begin
  ids := '{}';
  sorts := '{}';
  next_block := from_block;
  while next_block >= to_block and cardinality(ids) < enough loop
    began := clock_timestamp();
    exit when began > until;
    low := greatest(next_block - width + 1, to_block);
    reach := next_block - low;
    level := case when reach < 16 then 0 when reach < 256 then 1 when reach < 4096 then 2 else 3 end;
    low := (low >> (4 * level)) << (4 * level);
    span := array(select -(prefix + n::bigint * 4 + level + 1)
      from generate_series(low >> (4 * level), next_block >> (4 * level)) n);
    select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.sort), '{}') into more_ids, more_sorts from (
      select d.id, d.sort from search_documents d
      where d.terms && span and d.terms @> words and d.reach && of_reach and d.sort < below and d.sort > above
        and d.id <> all(skip) and d.id <> all(ids) and (without = '{}' or not d.terms && without)
      order by d.sort + 0 desc limit missing) x;
    ids := ids || more_ids;
    sorts := sorts || more_sorts;
    missing := missing - cardinality(more_ids);
    next_block := low - 1;
    quickness := case when clock_timestamp() < began + interval '5 milliseconds' then 32
      when clock_timestamp() < began + interval '40 milliseconds' then 4 else 1 end;
    width := least(65536, width * case when more_ids = '{}' then quickness
      else least(quickness, greatest(1, ceil(1.5 * missing / cardinality(more_ids)))) end);
  end loop;
end $$;

-- Documents that hold all terms of one of the `tiers` (rows of a rectangular array, best first; a shorter one repeats a
-- term) and all of `also`, any of `of_reach`, none of `without`, newest first within a tier, until there are `wanted`.
--
-- A tier goes back at most `budgets` blocks (0: all); only when nothing at all was found, or when `deep`, the rest is
-- walked too, behind everything else. `parents`: the tier that holds everything that this one holds (itself: none). When
-- that one has few, they are found once and looked at, instead of walking for each.
-- A last row of tier 0 says that the page is not full and there may be more: a budget, or the time for it, ended.
create function search_find(
  of_kind text, tiers bigint[], parents integer[], budgets integer[], also bigint[], of_reach bigint[], without bigint[],
  below bigint, above bigint, wanted integer, deep boolean
) returns table (id bigint, sort bigint, tier integer) language plpgsql stable as $$
declare
  until constant timestamptz := clock_timestamp() + interval '400 milliseconds';
  few constant integer := 100;
  found_ids bigint[] := '{}';
  walked record;
  took record;
  -- Of each tier the newest block that was not looked at yet.
  nexts integer[];
  -- Of those with a parent: 1 looked at once for all, 2 too many for that.
  states integer[];
  aside_ids bigint[];
  aside_sorts bigint[];
  aside_tiers integer[];
  top integer;
  bottom integer;
  last integer;
  width integer;
  parent integer;
  anything boolean;
  missing integer := wanted;
begin
  select b.block into top from search_blocks b where b.kind = of_kind and b.from_sort < below order by b.from_sort desc limit 1;
  if top is null then return; end if;
  select b.block into bottom from search_blocks b where b.kind = of_kind and b.from_sort <= above order by b.from_sort desc limit 1;
  bottom := coalesce(bottom, 0);
  nexts := array_fill(top, array[coalesce(array_length(tiers, 1), 0)]);
  for pass in 1 .. 2 loop
    states := array_fill(0, array[cardinality(nexts)]);
    aside_ids := '{}'; aside_sorts := '{}'; aside_tiers := '{}';
    for i in 1 .. cardinality(nexts) loop
      exit when missing <= 0 or (pass = 2 and not deep and found_ids <> '{}');
      -- What was asked for is nowhere in the newest: anything will do.
      anything := pass = 2 and not deep;
      parent := parents[i];
      last := case when pass = 1 and budgets[i] > 0 then greatest(bottom, top - budgets[i] + 1) else bottom end;
      width := case when pass = 2 then 512 when budgets[i] > 0 then 64 else 2 end;
      if parent <> i and states[parent] = 0 then
        walked := search_walk(of_kind, array(select unnest(tiers[parent:parent])) || also, of_reach, without, below, above,
          nexts[parent], last, width, few, case when anything then 1 else few end, '{}', until);
        states[parent] := case when cardinality(walked.ids) < few then 1 else 2 end;
        if states[parent] = 1 then
          select coalesce(array_agg(d.id), '{}') as ids, coalesce(array_agg(d.sort), '{}') as sorts, coalesce(array_agg(t.n), '{}') as tiers
          into took from search_documents d cross join lateral (
            select min(n) as n from generate_subscripts(parents, 1) n
            where parents[n] = parent and (n = parent or d.terms @> array(select unnest(tiers[n:n])))) t
          where d.kind = of_kind and d.id = any(walked.ids);
          aside_ids := aside_ids || took.ids; aside_sorts := aside_sorts || took.sorts; aside_tiers := aside_tiers || took.tiers;
          for n in 1 .. cardinality(nexts) loop
            if parents[n] = parent then nexts[n] := walked.next_block; end if;
          end loop;
        end if;
      end if;
      if states[parent] = 1 then
        select coalesce(array_agg(x.id order by x.sort desc), '{}') as ids, coalesce(array_agg(x.sort order by x.sort desc), '{}') as sorts into walked from (
          select a.id, a.sort from unnest(aside_ids, aside_sorts, aside_tiers) as a (id, sort, tier)
          where a.tier = i and a.id <> all(found_ids) order by a.sort desc limit missing) x;
      else
        walked := search_walk(of_kind, array(select unnest(tiers[i:i])) || also, of_reach, without, below, above,
          nexts[i], last, width, missing, case when anything then 1 else missing end, found_ids, until);
        nexts[i] := walked.next_block;
      end if;
      for n in 1 .. cardinality(walked.ids) loop
        id := walked.ids[n]; sort := walked.sorts[n]; tier := i;
        return next;
      end loop;
      found_ids := found_ids || walked.ids;
      missing := missing - cardinality(walked.ids);
    end loop;
  end loop;
  if missing > 0 and exists (select from unnest(nexts) n where n >= bottom) then
    id := null; sort := null; tier := 0;
    return next;
  end if;
end $$;
