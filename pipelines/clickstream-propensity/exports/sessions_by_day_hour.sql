-- Sessions by the day and the hour of their first event, in UTC.
WITH sessions AS (
  SELECT user_session, min(event_time) AS start, max(event_type = 'purchase') AS bought
  FROM raw
  WHERE user_session IS NOT NULL
  GROUP BY user_session
)
SELECT
  CAST(start AS DATE) AS day,
  weekday(start) + 1 AS weekday,
  hour(start) AS hour,
  count(*) AS sessions,
  count_if(bought) AS bought
FROM sessions
GROUP BY ALL
ORDER BY day, hour
