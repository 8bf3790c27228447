-- Weekday 1 is Monday; hours are UTC.
WITH sessions AS (
  SELECT user_session, min(event_time) AS start, max(event_type = 'purchase') AS bought
  FROM raw
  WHERE user_session IS NOT NULL
  GROUP BY user_session
)
SELECT
  weekday(start) + 1 AS weekday,
  hour(start) AS hour,
  count(*) AS sessions,
  count_if(bought) / count(*) AS conversion
FROM sessions
GROUP BY weekday(start) + 1, hour(start)
ORDER BY weekday, hour
