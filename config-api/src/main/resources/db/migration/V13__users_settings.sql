-- How a campaign wants its users table read: format, schema, partition, snapshot; null for what the job does by itself.
alter table campaign_revision
    add column users jsonb;
