-- What was predicted for the sessions of a day, and what came of them.
SELECT
  CAST(f.session_start AS DATE) AS day,
  p._split AS split,
  count(*) AS sessions,
  avg(p.prediction_score) AS mean_score,
  avg(p._label) AS conversion
FROM predictions p
JOIN features f ON p.user_session = f.user_session
GROUP BY CAST(f.session_start AS DATE), p._split
ORDER BY day, split
