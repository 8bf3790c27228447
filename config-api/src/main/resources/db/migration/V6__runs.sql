-- A run is one execution of a job: what was asked for, how it stands, what it said of itself.
create table run (
    run_id              text        primary key check (run_id ~ '^r-[a-z0-9-]{1,60}$'),
    kind                text        not null check (kind in ('prediction', 'training')),
    campaign_id         bigint      references campaign (id),
    campaign_revision   integer,
    pipeline            text,
    options             jsonb       not null check (jsonb_typeof(options) = 'object'),
    state               text        not null
        check (state in ('QUEUED', 'RUNNING', 'SUCCEEDED', 'FAILED', 'CANCELLED')),
    attempt             integer     not null check (attempt >= 1),
    requested_by        text        not null,
    -- Null for a run that somebody started by hand and that registered itself.
    launcher            text,
    -- Which service launched it, and by what it is known to the system there; the handle is null
    -- until something was started.
    instance            text,
    handle              jsonb,
    created_at          timestamptz not null,
    queued_at           timestamptz not null,
    started_at          timestamptz,
    finished_at         timestamptz,
    heard_at            timestamptz,
    cancel_requested_at timestamptz,
    progress            jsonb,
    exit_code           integer,
    message             text,
    log_tail            text,
    report              jsonb,
    check ((kind = 'prediction') = (campaign_id is not null)),
    check ((kind = 'training') = (pipeline is not null)),
    check ((finished_at is not null) = (state in ('SUCCEEDED', 'FAILED', 'CANCELLED')))
);

create index run_newest on run (created_at desc, run_id desc);
create index run_of_campaign on run (campaign_id, created_at desc, run_id desc)
    where campaign_id is not null;
create index run_of_pipeline on run (pipeline, created_at desc, run_id desc)
    where pipeline is not null;
create index run_in_state on run (state, created_at desc, run_id desc);
create index run_waiting on run (queued_at, run_id) where state = 'QUEUED';
create index run_going on run (instance) where state = 'RUNNING';
create index run_given_up on run (instance) where state = 'FAILED' and exit_code is null;
