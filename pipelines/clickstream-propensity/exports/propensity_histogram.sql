-- Sessions by their day and their score, in 20 buckets, and what became of them.
WITH scored AS (
  SELECT
    p._split AS split,
    CAST(f.session_start AS DATE) AS day,
    least(CAST(floor(p.prediction_score * 20) AS INT), 19) AS twentieth,
    p._label
  FROM predictions p
  JOIN features f ON p.user_session = f.user_session
)
SELECT split, twentieth / 20.0 AS bucket, day, count(*) AS sessions, sum(_label) AS bought
FROM scored
GROUP BY ALL
ORDER BY split, bucket, day
