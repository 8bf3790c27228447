-- Tenths of the test split by score: the mean score of each beside the share that bought.
WITH placed AS (
  SELECT *, ntile(10) OVER (ORDER BY prediction_score, user_session) AS tenth
  FROM predictions
  WHERE _split = 'test'
)
SELECT
  tenth,
  count(*) AS sessions,
  min(prediction_score) AS lowest_score,
  avg(prediction_score) AS mean_score,
  avg(_label) AS conversion
FROM placed
GROUP BY tenth
ORDER BY tenth
