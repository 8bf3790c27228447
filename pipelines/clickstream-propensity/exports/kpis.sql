-- The shop in one row.
SELECT
  count(*) AS events,
  count(DISTINCT user_session) AS sessions,
  count(DISTINCT user_id) AS users,
  count_if(event_type = 'purchase') AS purchases,
  sum(CASE WHEN event_type = 'purchase' THEN CAST(price AS DECIMAL(12, 2)) END) AS revenue,
  count(DISTINCT CASE WHEN event_type = 'purchase' THEN user_session END)
    / count(DISTINCT user_session) AS conversion,
  min(event_time) AS first_event,
  max(event_time) AS last_event
FROM raw
