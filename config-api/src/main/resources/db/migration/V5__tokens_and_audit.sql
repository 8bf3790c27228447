-- The tokens of machines. Of a token itself only its SHA-256 is kept: 256 random bits need no slow hash.
create table api_token (
    id           bigint generated always as identity primary key,
    name         text        not null,
    role         text        not null check (role in ('viewer', 'editor', 'operator', 'admin', 'job')),
    -- The first characters, by which its owner knows it again.
    prefix       text        not null,
    hash         text        not null unique check (hash ~ '^[0-9a-f]{64}$'),
    created_at   timestamptz not null,
    created_by   text        not null,
    expires_at   timestamptz not null check (expires_at > created_at),
    last_used_at timestamptz,
    revoked_at   timestamptz,
    revoked_by   text
);

-- A token is used and revoked, and nothing else happens to it.
create trigger api_token_stays_as_it_was_made
    before update of id, name, role, prefix, hash, created_at, created_by, expires_at on api_token
    for each statement execute function refuse_change();

create trigger api_token_never_deleted
    before delete or truncate on api_token
    for each statement execute function refuse_change();

-- Who changed what, and who was refused what.
create table audit_entry (
    id         bigint generated always as identity primary key,
    at         timestamptz not null,
    caller     text        not null,
    role       text        not null,
    method     text        not null,
    path       text        not null,
    status     integer     not null,
    request_id text        not null,
    remote     text        not null,
    what       text,
    -- How many requests the row stands for: refusals of one caller are counted.
    times      integer     not null check (times >= 1)
);

create index audit_entry_newest on audit_entry (at desc, id desc);
create index audit_entry_of_caller on audit_entry (caller, at desc, id desc);

create trigger audit_entry_append_only
    before update or delete or truncate on audit_entry
    for each statement execute function refuse_change();
