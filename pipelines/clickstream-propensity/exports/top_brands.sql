-- The 20 with the most revenue.
SELECT
  coalesce(brand, '(none)') AS brand,
  count_if(event_type = 'view') AS views,
  count_if(event_type = 'cart') AS carts,
  count_if(event_type = 'purchase') AS purchases,
  coalesce(sum(CASE WHEN event_type = 'purchase' THEN CAST(price AS DECIMAL(12, 2)) END), 0) AS revenue
FROM raw
GROUP BY coalesce(brand, '(none)')
ORDER BY revenue DESC, brand
LIMIT 20
