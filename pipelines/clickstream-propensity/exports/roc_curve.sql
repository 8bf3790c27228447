-- Of the test split, the best-scored hundredth of the sessions, two of them and so on: how many of the buyers and
-- how many of the others are among them.
WITH ranked AS (
  SELECT _label, ntile(100) OVER (ORDER BY prediction_score DESC, user_session) AS part
  FROM predictions
  WHERE _split = 'test'
),
parts AS (
  SELECT part, count(*) AS sessions, sum(_label) AS bought
  FROM ranked
  GROUP BY part
)
SELECT
  part / 100.0 AS share,
  try_divide(sum(sessions - bought) OVER (ORDER BY part), sum(sessions - bought) OVER ())
    AS false_positive_rate,
  try_divide(sum(bought) OVER (ORDER BY part), sum(bought) OVER ()) AS true_positive_rate
FROM parts
ORDER BY part
