-- What was predicted for sessions of the test split, and what came of them, by day, department and price.
SELECT
  CAST(f.session_start AS DATE) AS day,
  coalesce(f.first_category, '(none)') AS department,
  CASE
    WHEN f.mean_price IS NULL THEN '(none)'
    WHEN f.mean_price < 50 THEN 'below 50'
    WHEN f.mean_price < 200 THEN '50 to 200'
    WHEN f.mean_price < 500 THEN '200 to 500'
    ELSE '500 and more'
  END AS price,
  count(*) AS sessions,
  sum(p.prediction_score) AS scores,
  sum(p._label) AS bought
FROM predictions p
JOIN features f ON p.user_session = f.user_session
WHERE p._split = 'test'
GROUP BY ALL
ORDER BY day, department, price
