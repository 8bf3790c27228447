-- The 20 with the most revenue, each by day and department, the first word of the category.
WITH sold AS (
  SELECT
    CAST(event_time AS DATE) AS day,
    coalesce(split_part(category_code, '.', 1), '(none)') AS department,
    coalesce(brand, '(none)') AS brand,
    count_if(event_type = 'view') AS views,
    count_if(event_type = 'cart') AS carts,
    count_if(event_type = 'purchase') AS purchases,
    coalesce(sum(CASE WHEN event_type = 'purchase' THEN CAST(price AS DECIMAL(12, 2)) END), 0) AS revenue
  FROM raw
  GROUP BY ALL
),
best AS (
  SELECT brand, sum(revenue) AS whole
  FROM sold
  GROUP BY brand
  ORDER BY whole DESC, brand
  LIMIT 20
)
SELECT s.day, s.department, s.brand, s.views, s.carts, s.purchases, s.revenue
FROM sold s
JOIN best b ON s.brand = b.brand
ORDER BY b.whole DESC, s.brand, s.day, s.department
