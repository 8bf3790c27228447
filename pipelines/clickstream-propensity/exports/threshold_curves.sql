-- Of the test split, what each threshold from 0 to 0.99 selects.
WITH counted AS (
  SELECT
    least(CAST(floor(prediction_score * 100) AS INT), 99) AS percent,
    count(*) AS sessions,
    sum(_label) AS bought
  FROM predictions
  WHERE _split = 'test'
  GROUP BY least(CAST(floor(prediction_score * 100) AS INT), 99)
),
thresholds AS (
  SELECT explode(sequence(0, 99)) AS percent
),
selected AS (
  SELECT
    t.percent,
    coalesce(sum(CASE WHEN c.percent >= t.percent THEN c.sessions END), 0) AS sessions,
    coalesce(sum(CASE WHEN c.percent >= t.percent THEN c.bought END), 0) AS bought,
    sum(c.bought) AS all_bought
  FROM thresholds t CROSS JOIN counted c
  GROUP BY t.percent
)
SELECT
  percent / 100.0 AS threshold,
  sessions,
  try_divide(bought, sessions) AS precision,
  try_divide(bought, all_bought) AS recall,
  try_divide(2 * bought, sessions + all_bought) AS f1
FROM selected
ORDER BY threshold
