-- Sessions by the day of their first event, the department that they began in and their mean price.
SELECT
  CAST(session_start AS DATE) AS day,
  coalesce(first_category, '(none)') AS department,
  CASE
    WHEN mean_price IS NULL THEN '(none)'
    WHEN mean_price < 50 THEN 'below 50'
    WHEN mean_price < 200 THEN '50 to 200'
    WHEN mean_price < 500 THEN '200 to 500'
    ELSE '500 and more'
  END AS price,
  count(*) AS sessions,
  count_if(views > 0) AS viewed,
  count_if(carts > 0) AS carted,
  sum(_label) AS bought,
  sum(events) AS events,
  sum(seconds) AS seconds
FROM features
GROUP BY ALL
ORDER BY day, department, price
