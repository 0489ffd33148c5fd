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
-- term) and all of `also`, any of `of_reach`, none of `without`, newest first within a tier, until there are `wanted`. The
-- newest two blocks are asked first, then four times as many, and so on: whatever a word's frequency, some hundred rows
-- are read, each of which may be a page. Blocks of a level are terms too: -(block * 4 + level + 1), block of level n being
-- block >> 4n.
create function search_find(
  of_kind text, tiers bigint[], also bigint[], of_reach bigint[], without bigint[], below bigint, above bigint, wanted integer
) returns table (id bigint, sort bigint, tier integer) language plpgsql stable as $$
declare
  started constant timestamptz := clock_timestamp();
  found_ids bigint[] := '{}';
  ids bigint[];
  sorts bigint[];
  words bigint[];
  span bigint[];
  top integer;
  level integer;
  width integer;
  prefix constant bigint := case of_kind when 'post' then 0 else 1000000000000 end;
begin
  select b.block into top from search_blocks b where b.kind = of_kind and b.from_sort < below order by b.from_sort desc limit 1;
  if top is null then return; end if;
  for i in 1 .. coalesce(array_length(tiers, 1), 0) loop
    words := array(select unnest(tiers[i:i])) || also;
    foreach width in array array[2, 8, 32, 128, 512, 0] loop
      -- What is not much less than everything is left to the last step.
      continue when width > 0 and top < width * 2;
      if width > 0 then
        level := case when width < 32 then 0 when width < 512 then 1 else 2 end;
        span := array(select -(prefix + ((top >> (4 * level)) - n)::bigint * 4 + level + 1)
          from generate_series(0, (width >> (4 * level)) - 1) n);
        select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.sort), '{}') into ids, sorts from (
          select d.id, d.sort from search_documents d
          where d.terms && span and d.terms @> words and d.reach && of_reach and d.sort < below and d.sort > above
            and d.id <> all(found_ids) and (without = '{}' or not d.terms && without)
          order by d.sort + 0 desc limit wanted - cardinality(found_ids)) x;
      else
        select coalesce(array_agg(x.id), '{}'), coalesce(array_agg(x.sort), '{}') into ids, sorts from (
          select d.id, d.sort from search_documents d
          where d.terms @> words and d.reach && of_reach and d.sort < below and d.sort > above
            and d.id <> all(found_ids) and (without = '{}' or not d.terms && without)
          order by d.sort + 0 desc limit wanted - cardinality(found_ids)) x;
      end if;
      exit when cardinality(ids) >= wanted - cardinality(found_ids);
      -- Better some answers than none: nobody waits for a second.
      exit when clock_timestamp() > started + interval '500 milliseconds';
    end loop;
    for n in 1 .. cardinality(ids) loop
      id := ids[n]; sort := sorts[n]; tier := i;
      return next;
    end loop;
    found_ids := found_ids || ids;
    exit when cardinality(found_ids) >= wanted or clock_timestamp() > started + interval '500 milliseconds';
  end loop;
end $$;
