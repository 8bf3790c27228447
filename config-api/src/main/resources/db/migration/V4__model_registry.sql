-- The registry over the artifact store, which stays the truth: what was read there when a version was registered.
create table model (
    -- Its row is what a change of the model, its versions or its aliases locks.
    name          text        collate "C" primary key check (name ~ '^[a-z][a-z0-9-]{0,62}$'),
    registered_at timestamptz not null
);

create table model_version (
    model_name    text        collate "C" not null references model (name),
    version       integer     not null check (version >= 1),
    sha256        text        not null check (sha256 ~ '^[0-9a-f]{64}$'),
    -- To the letter as the file has it, and so json: jsonb refuses U+0000.
    manifest      json        not null,
    task          text        not null,
    flavor        text        not null,
    run_id        text        not null,
    created_at    timestamptz not null,
    registered_at timestamptz not null,
    registered_by text        not null,
    primary key (model_name, version)
);

create index model_version_run on model_version (run_id);
create index model_version_registered on model_version (registered_at desc, model_name, version desc);

-- A version is immutable; whether it is there is not. Deleted is for good.
create table model_version_state (
    model_name text        collate "C" not null,
    version    integer     not null,
    state      text        not null check (state in ('READY', 'MISSING', 'DELETED')),
    changed_at timestamptz not null,
    changed_by text        not null,
    primary key (model_name, version),
    foreign key (model_name, version) references model_version (model_name, version)
);

create table model_alias (
    model_name text        collate "C" not null references model (name),
    alias      text        collate "C" not null check (alias ~ '^[a-z][a-z0-9_-]{0,62}$' and alias <> 'latest'),
    version    integer     not null,
    moved_at   timestamptz not null,
    moved_by   text        not null,
    primary key (model_name, alias),
    foreign key (model_name, version) references model_version (model_name, version)
);

create index model_alias_version on model_alias (model_name, version);

create table model_alias_move (
    id           bigint generated always as identity primary key,
    model_name   text        collate "C" not null references model (name),
    alias        text        collate "C" not null,
    kind         text        not null check (kind in ('ASSIGN', 'ROLLBACK', 'REMOVE')),
    from_version integer,
    to_version   integer     check ((to_version is null) = (kind = 'REMOVE')),
    forced       boolean     not null,
    reason       text,
    verdict      jsonb,
    moved_at     timestamptz not null,
    moved_by     text        not null
);

create index model_alias_move_of on model_alias_move (model_name, alias, id);

-- Which campaigns name a version.
create index campaign_revision_model on campaign_revision (model_path);

create trigger model_never_deleted
    before delete or truncate on model
    for each statement execute function refuse_change();

create trigger model_version_append_only
    before update or delete or truncate on model_version
    for each statement execute function refuse_change();

create trigger model_version_state_never_deleted
    before delete or truncate on model_version_state
    for each statement execute function refuse_change();

create trigger model_alias_move_append_only
    before update or delete or truncate on model_alias_move
    for each statement execute function refuse_change();
