-- How many campaigns there are, kept by the database itself, so that no list counts them. Several
-- rows a kind, of which a transaction takes one, so that writers of different campaigns wait for
-- each other seldom; what counts is their sum.
-- Services of the release before may write meanwhile: they wait, so that none is left out.
lock table campaign in share row exclusive mode;

create table campaign_count (
    archived  boolean not null,
    slot      integer not null check (slot between 0 and 31),
    campaigns bigint  not null,
    primary key (archived, slot)
);

insert into campaign_count
select archived, slot, 0
from generate_series(0, 31) slot, (values (true), (false)) kind (archived);

update campaign_count c
set campaigns = (select count(*) from campaign where (archived_at is not null) = c.archived)
where slot = 0;

create function count_made_campaigns() returns trigger language plpgsql as $$
begin
    update campaign_count set campaigns = campaigns + (select count(*) from made)
    where not archived and slot = pg_backend_pid() % 32;
    return null;
end
$$;

create function count_archived_campaign() returns trigger language plpgsql as $$
begin
    update campaign_count
    set campaigns = campaigns + case when archived = (new.archived_at is not null) then 1 else -1 end
    where slot = pg_backend_pid() % 32;
    return null;
end
$$;

create trigger campaign_counted_when_made
    after insert on campaign
    referencing new table as made
    for each statement execute function count_made_campaigns();

create trigger campaign_counted_when_archived
    after update of archived_at on campaign
    for each row when ((old.archived_at is null) <> (new.archived_at is null))
    execute function count_archived_campaign();

-- What ended of late: metrics look for it, however many runs there were.
create index run_finished on run (finished_at) where finished_at is not null;
create index run_of_schedule on run (created_at) where run_id ~ '^r-s[0-9]+-';

-- The request that asked for a run, by its X-Request-Id: its job's log names it.
alter table run add column request_id text;
