-- Who made a revision and how. The default is for an earlier release on these tables, which names neither.
alter table campaign_revision
    add column action               text not null default 'CHANGED',
    add column changed_by           text,
    add column copied_from_id       bigint,
    add column copied_from_revision integer,
    add constraint campaign_revision_origin
        foreign key (copied_from_id, copied_from_revision)
        references campaign_revision (campaign_id, revision) match full;

-- What there is was written by earlier releases, which archived without a revision. The trigger
-- refuses an update, and rightly: a change of type rewrites the rows without one.
alter table campaign_revision
    alter column action type text using case when revision = 1 then 'CREATED' else action end;

alter table campaign_revision
    add check (action in ('CREATED', 'CHANGED', 'ARCHIVED', 'RESTORED', 'COPIED')),
    add check ((action = 'COPIED') = (copied_from_id is not null));

-- What was answered to a request that named itself by an Idempotency-Key. Kept for a day.
create table idempotency_key (
    caller     text        not null,
    key        text        not null check (length(key) between 1 and 200),
    -- The SHA-256 of the request, in hexadecimal digits.
    request    text        not null check (length(request) = 64),
    created_at timestamptz not null,
    -- The answer; null inside the transaction that makes it, and nowhere else.
    status     integer,
    location   text,
    etag       text,
    body       text,
    primary key (caller, key)
);

create index idempotency_key_age on idempotency_key (created_at);

create index campaign_archived on campaign (id) where archived_at is not null;
