-- How many sessions have so many events, products or minutes before a purchase; 20 stands for 20 and more.
WITH measured AS (
  SELECT _label, stack(3,
    'events', CAST(least(events, 20) AS INT),
    'products', CAST(least(products, 20) AS INT),
    'minutes', CAST(least(seconds DIV 60, 20) AS INT)) AS (measure, value)
  FROM features
)
SELECT measure, value, count(*) AS sessions, avg(_label) AS conversion
FROM measured
GROUP BY measure, value
ORDER BY measure, value
