-- The 20 with the most revenue.
SELECT
  coalesce(category_code, '(none)') AS category,
  count_if(event_type = 'view') AS views,
  count_if(event_type = 'cart') AS carts,
  count_if(event_type = 'purchase') AS purchases,
  coalesce(sum(CASE WHEN event_type = 'purchase' THEN CAST(price AS DECIMAL(12, 2)) END), 0) AS revenue
FROM raw
GROUP BY coalesce(category_code, '(none)')
ORDER BY revenue DESC, category
LIMIT 20
