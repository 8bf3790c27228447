-- Hours are UTC.
SELECT
  hour(event_time) AS hour,
  count(*) AS purchases,
  sum(CAST(price AS DECIMAL(12, 2))) AS revenue
FROM raw
WHERE event_type = 'purchase'
GROUP BY hour(event_time)
ORDER BY hour
