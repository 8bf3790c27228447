-- A campaign is the sequence of its revisions; campaign.revision points at the one that counts.
create table campaign (
    id          bigint generated always as identity primary key,
    revision    integer     not null check (revision >= 1),
    created_at  timestamptz not null,
    archived_at timestamptz
);

create table campaign_revision (
    campaign_id     bigint      not null references campaign (id),
    revision        integer     not null check (revision >= 1),
    name            text        not null,
    -- The name in small letters, folded by the service: what q searches, whatever the database's locale.
    name_folded     text        not null,
    model_path      text        not null,
    audience_filter text        not null,
    features        jsonb       not null check (jsonb_typeof(features) = 'array'),
    users_table     text,
    is_active       boolean     not null,
    created_at      timestamptz not null,
    primary key (campaign_id, revision)
);

alter table campaign
    add constraint campaign_current_revision foreign key (id, revision)
        references campaign_revision (campaign_id, revision) deferrable initially deferred;

create index campaign_live on campaign (id) where archived_at is null;

-- What was once written stays as it was: what a run scored can always be looked up.
create function refuse_change() returns trigger language plpgsql as $$
begin
    raise exception '% is append-only', tg_table_name;
end
$$;

create trigger campaign_revision_append_only
    before update or delete or truncate on campaign_revision
    for each statement execute function refuse_change();

create trigger campaign_never_deleted
    before delete or truncate on campaign
    for each statement execute function refuse_change();
