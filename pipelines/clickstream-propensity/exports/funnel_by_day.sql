-- Sessions that viewed, filled a cart and bought, by the day of their first event.
WITH sessions AS (
  SELECT
    user_session,
    CAST(min(event_time) AS DATE) AS day,
    max(event_type = 'view') AS viewed,
    max(event_type = 'cart') AS carted,
    max(event_type = 'purchase') AS bought
  FROM raw
  WHERE user_session IS NOT NULL
  GROUP BY user_session
)
SELECT
  day,
  count(*) AS sessions,
  count_if(viewed) AS viewed,
  count_if(carted) AS carted,
  count_if(bought) AS bought,
  count_if(bought) / count(*) AS conversion
FROM sessions
GROUP BY day
ORDER BY day
