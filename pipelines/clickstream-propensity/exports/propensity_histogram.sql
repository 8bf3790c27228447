-- Sessions by their score, in 20 buckets, and by what became of them.
SELECT
  _split AS split,
  least(CAST(floor(prediction_score * 20) AS INT), 19) / 20.0 AS bucket,
  count(*) AS sessions,
  sum(_label) AS bought
FROM predictions
GROUP BY _split, least(CAST(floor(prediction_score * 20) AS INT), 19)
ORDER BY split, bucket
