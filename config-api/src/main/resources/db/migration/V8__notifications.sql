-- db-scheduler's table once more: slow receivers of notifications delay no schedule.
create table notification_tasks (like scheduled_tasks including all);

create table webhook (
    id            bigint generated always as identity primary key,
    url           text        not null,
    events        text[]      not null check (cardinality(events) > 0),
    -- Runs of one campaign or one pipeline alone; all runs where both are null.
    campaign_id   bigint      references campaign (id),
    pipeline      text,
    active        boolean     not null,
    -- Why the service itself switched it off.
    off_reason    text,
    -- Since when nothing was delivered; null while deliveries arrive.
    failing_since timestamptz,
    -- By AES-GCM under the service's key: nonce, then ciphertext. Empty once it is deleted.
    secret        bytea       not null,
    revision      integer     not null check (revision >= 1),
    created_at    timestamptz not null,
    created_by    text        not null,
    updated_at    timestamptz not null,
    deleted_at    timestamptz,
    check (campaign_id is null or pipeline is null),
    check (not active or off_reason is null and deleted_at is null)
);

create index webhook_live on webhook (id) where deleted_at is null;

-- The outbox: written in the transaction of what it tells of, kept for 30 days.
create table notification_delivery (
    id         bigint generated always as identity primary key,
    channel    text        not null check (channel in ('webhook', 'file', 'mail')),
    webhook_id bigint      references webhook (id),
    event_id   text        not null,
    event      text        not null,
    run_id     text        references run (run_id),
    payload    text        not null,
    state      text        not null check (state in ('PENDING', 'DELIVERED', 'FAILED')),
    tries      integer     not null check (tries >= 0),
    -- Given up when so many tries failed.
    most_tries integer     not null check (most_tries >= 1),
    tried_at   timestamptz,
    status     integer,
    error      text,
    next_at    timestamptz,
    created_at timestamptz not null,
    check ((channel = 'webhook') = (webhook_id is not null)),
    check ((state = 'PENDING') = (next_at is not null))
);

create index notification_delivery_of_webhook on notification_delivery (webhook_id, id desc);
create index notification_delivery_age on notification_delivery (created_at);
