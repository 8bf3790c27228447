-- Of each day; hours are UTC.
SELECT
  CAST(event_time AS DATE) AS day,
  hour(event_time) AS hour,
  count(*) AS purchases,
  sum(CAST(price AS DECIMAL(12, 2))) AS revenue
FROM raw
WHERE event_type = 'purchase'
GROUP BY ALL
ORDER BY day, hour
