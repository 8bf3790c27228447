-- Of the test split, how each number goes along with the score and with the purchase. What the model itself weighs, its
-- coefficients, is in no table: see feature_importance.json of the run.
WITH numbers AS (
  SELECT p._label, p.prediction_score, stack(8,
    'events', CAST(f.events AS DOUBLE),
    'views', CAST(f.views AS DOUBLE),
    'carts', CAST(f.carts AS DOUBLE),
    'products', CAST(f.products AS DOUBLE),
    'mean_price', f.mean_price,
    'cart_value', f.cart_value,
    'seconds', CAST(f.seconds AS DOUBLE),
    'hour', CAST(f.hour AS DOUBLE)) AS (feature, value)
  FROM predictions p
  JOIN features f ON p.user_session = f.user_session
  WHERE p._split = 'test'
)
SELECT
  feature,
  try_divide(
    covar_pop(value, prediction_score), stddev_pop(value) * stddev_pop(prediction_score))
    AS correlation_with_score,
  try_divide(covar_pop(value, _label), stddev_pop(value) * stddev_pop(_label))
    AS correlation_with_purchase,
  avg(CASE WHEN _label = 1 THEN value END) AS mean_of_buyers,
  avg(CASE WHEN _label = 0 THEN value END) AS mean_of_others
FROM numbers
WHERE value IS NOT NULL
GROUP BY feature
ORDER BY abs(correlation_with_score) DESC NULLS LAST, feature
