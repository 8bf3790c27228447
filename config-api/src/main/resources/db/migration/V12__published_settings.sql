-- What a campaign wants published of each of its scoring runs: a cut into named parts, and where and how much; null for
-- what the job does by itself.
alter table campaign_revision
    add column segments text,
    add column output   jsonb;
