-- One row a session, made only of events before its first purchase: neither the purchase nor anything
-- after it may tell the model how the session ended. Events of the purchase's own second are left out
-- too, since nobody knows their order. A session that begins with its purchase has nothing before it, and
-- so no row: a row without events would give the answer away.
-- Money is summed as DECIMAL, whose sums do not depend on the order of the rows.
WITH marked AS (
  SELECT
    user_session,
    user_id,
    event_time,
    event_type,
    product_id,
    category_id,
    split_part(category_code, '.', 1) AS category,
    brand,
    CAST(price AS DECIMAL(12, 2)) AS price,
    min(CASE WHEN event_type = 'purchase' THEN event_time END)
      OVER (PARTITION BY user_session) AS bought_at
  FROM raw
  WHERE user_session IS NOT NULL
)
SELECT
  user_session,
  min(user_id) AS user_id,
  min(event_time) AS session_start,
  hour(min(event_time)) AS hour,
  weekday(min(event_time)) + 1 AS weekday,
  count(*) AS events,
  count_if(event_type = 'view') AS views,
  count_if(event_type = 'cart') AS carts,
  count_if(event_type = 'remove_from_cart') AS removals,
  count(DISTINCT product_id) AS products,
  count(DISTINCT category_id) AS categories,
  CAST(avg(price) AS DOUBLE) AS mean_price,
  CAST(min(price) AS DOUBLE) AS min_price,
  CAST(max(price) AS DOUBLE) AS max_price,
  CAST(coalesce(sum(CASE WHEN event_type = 'cart' THEN price END), 0) AS DOUBLE) AS cart_value,
  timestampdiff(SECOND, min(event_time), max(event_time)) AS seconds,
  min_by(category, struct(event_time, product_id, event_type)) AS first_category,
  min_by(brand, struct(event_time, product_id, event_type)) AS first_brand
FROM marked
WHERE bought_at IS NULL OR event_time < bought_at
GROUP BY user_session
