-- What a scoring run scores with, settled once when it is queued or registers itself, whatever an
-- alias points at later; of a training run what it published. Not a foreign key: the registry may
-- not see the store.
alter table run
    add column model_name      text    collate "C",
    add column model_version   integer check (model_version >= 1),
    -- The states of the tables that it read and wrote, as its report has them.
    add column snapshots       jsonb,
    add column report_location text,
    add constraint run_model check ((model_name is null) = (model_version is null));

-- Earlier releases kept both in the report alone.
update run
set model_name = report ->> 'model_name', model_version = (report ->> 'model_version')::integer
where report ->> 'model_version' is not null;

update run
set snapshots = report -> 'snapshots'
where jsonb_typeof(report -> 'snapshots') = 'object';

create index run_of_model on run (model_name, model_version, created_at desc, run_id desc)
    where model_name is not null;
