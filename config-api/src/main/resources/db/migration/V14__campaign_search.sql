-- What lists of campaigns are searched by stands in the campaign's own row, so that no search reads revisions that it does not show:
-- the name and the state of the revision that counts. The database itself keeps it so, whichever release writes.
-- Services of the release before may write meanwhile: they wait, so that none is left out.
lock table campaign in share row exclusive mode;

alter table campaign
    add column name_folded text    not null default '',
    add column is_active   boolean not null default false;

update campaign c
set name_folded = r.name_folded, is_active = r.is_active
from campaign_revision r
where r.campaign_id = c.id and r.revision = c.revision;

-- How many campaigns are active and not archived, as campaign_count has it for all.
create table active_campaign_count (
    slot      integer primary key check (slot between 0 and 31),
    campaigns bigint not null
);

insert into active_campaign_count
select slot, case slot when 0 then (select count(*) from campaign where archived_at is null and is_active) else 0 end
from generate_series(0, 31) slot;

create function count_active_campaigns() returns trigger language plpgsql as $$
declare
    more bigint := (select count(*) from new_rows where archived_at is null and is_active)
                 - (select count(*) from old_rows where archived_at is null and is_active);
begin
    if more <> 0 then
        update active_campaign_count set campaigns = campaigns + more where slot = pg_backend_pid() % 32;
    end if;
    return null;
end
$$;

create trigger campaign_counted_when_active
    after update on campaign
    referencing old table as old_rows new table as new_rows
    for each statement execute function count_active_campaigns();

create function show_current_revision() returns trigger language plpgsql as $$
begin
    update campaign c
    set name_folded = made.name_folded, is_active = made.is_active
    from made
    where c.id = made.campaign_id and c.revision = made.revision
      and (c.name_folded, c.is_active) is distinct from (made.name_folded, made.is_active);
    return null;
end
$$;

create trigger campaign_shows_its_revision
    after insert on campaign_revision
    referencing new table as made
    for each statement execute function show_current_revision();

create index campaign_live_by_state on campaign (is_active, id) where archived_at is null;
