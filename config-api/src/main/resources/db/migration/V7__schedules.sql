-- The table of db-scheduler: each row is work that some service does at its time.
create table scheduled_tasks (
    task_name            text        not null,
    task_instance        text        not null,
    task_data            bytea,
    execution_time       timestamptz not null,
    picked               boolean     not null,
    picked_by            text,
    last_success         timestamptz,
    last_failure         timestamptz,
    consecutive_failures integer,
    last_heartbeat       timestamptz,
    version              bigint      not null,
    priority             smallint,
    primary key (task_name, task_instance)
);

create index scheduled_tasks_due on scheduled_tasks (execution_time);
create index scheduled_tasks_heartbeat on scheduled_tasks (last_heartbeat);

-- Waits until no run of its campaign or pipeline that was asked for before it is under way.
alter table run
    add column in_turn boolean not null default false;

create table schedule (
    id          bigint generated always as identity primary key,
    campaign_id bigint      references campaign (id),
    pipeline    text,
    cron        text        not null,
    time_zone   text        not null,
    overlap     text        not null check (overlap in ('skip', 'queue', 'allow')),
    missed      text        not null check (missed in ('skip', 'run-once')),
    options     jsonb       not null check (jsonb_typeof(options) = 'object'),
    paused      boolean     not null,
    -- The firing that is waited for, or tried again; null where none is.
    next_at     timestamptz,
    -- How often that firing was refused.
    tries       integer     not null default 0 check (tries >= 0),
    revision    integer     not null check (revision >= 1),
    created_at  timestamptz not null,
    created_by  text        not null,
    updated_at  timestamptz not null,
    updated_by  text        not null,
    deleted_at  timestamptz,
    check ((campaign_id is null) <> (pipeline is null)),
    check (next_at is null or not paused and deleted_at is null)
);

create index schedule_live on schedule (id) where deleted_at is null;
create index schedule_of_campaign on schedule (campaign_id, id) where deleted_at is null;
create index schedule_of_pipeline on schedule (pipeline, id) where deleted_at is null;

-- What became of each time of a schedule.
create table schedule_firing (
    schedule_id bigint      not null references schedule (id),
    at          timestamptz not null,
    outcome     text        not null check (outcome in ('STARTED', 'SKIPPED', 'MISSED', 'FAILED')),
    run_id      text        references run (run_id),
    reason      text,
    tries       integer     not null check (tries >= 0),
    decided_at  timestamptz not null,
    primary key (schedule_id, at),
    check ((outcome = 'STARTED') = (run_id is not null)),
    check ((outcome = 'STARTED') = (reason is null))
);

create trigger schedule_never_deleted
    before delete or truncate on schedule
    for each statement execute function refuse_change();

create trigger schedule_firing_never_deleted
    before delete or truncate on schedule_firing
    for each statement execute function refuse_change();

-- What failed is tried again; everything else stays as it was decided.
create trigger schedule_firing_stays_as_it_was_decided
    before update on schedule_firing
    for each row when (old.outcome <> 'FAILED') execute function refuse_change();
