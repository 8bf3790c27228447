-- What jobs found beside a run's report, as JSON, by its name: the quality of the rows, the trials of
-- a search, the rows of dashboards, what came of the predictions.
create table run_document (
    run_id     text        not null references run (run_id),
    name       text        collate "C" not null check (name ~ '^[a-z][a-z0-9_]{0,62}$'),
    -- A document of an attempt before is none of the run as it stands.
    attempt    integer     not null,
    content    json        not null,
    written_at timestamptz not null,
    written_by text        not null,
    primary key (run_id, name)
);
