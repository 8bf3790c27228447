-- How many sessions of each day have so many events, products or minutes before a purchase; 20 stands for 20 and more.
WITH measured AS (
  SELECT CAST(session_start AS DATE) AS day, _label, stack(3,
    'events', CAST(least(events, 20) AS INT),
    'products', CAST(least(products, 20) AS INT),
    'minutes', CAST(least(seconds DIV 60, 20) AS INT)) AS (measure, value)
  FROM features
)
SELECT day, measure, value, count(*) AS sessions, sum(_label) AS bought
FROM measured
GROUP BY ALL
ORDER BY measure, value, day
