-- Events and revenue by day, department and price, so that a dashboard can filter by them. A department is
-- the first word of the category.
SELECT
  CAST(event_time AS DATE) AS day,
  coalesce(split_part(category_code, '.', 1), '(none)') AS department,
  CASE
    WHEN price IS NULL THEN '(none)'
    WHEN price < 50 THEN 'below 50'
    WHEN price < 200 THEN '50 to 200'
    WHEN price < 500 THEN '200 to 500'
    ELSE '500 and more'
  END AS price,
  count_if(event_type = 'view') AS views,
  count_if(event_type = 'cart') AS carts,
  count_if(event_type = 'purchase') AS purchases,
  coalesce(sum(CASE WHEN event_type = 'purchase' THEN CAST(price AS DECIMAL(12, 2)) END), 0) AS revenue
FROM raw
GROUP BY ALL
ORDER BY day, department, price
