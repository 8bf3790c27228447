-- What a campaign asks of each of its scoring runs; null where it asks nothing.
alter table campaign_revision
    add column newest_by text,
    add column holdout   double precision check (holdout > 0 and holdout < 1),
    add column max_drift double precision check (max_drift > 0);
