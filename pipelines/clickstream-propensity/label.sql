-- Whether the session has a purchase.
SELECT user_session, max(event_type = 'purchase') AS purchased
FROM raw
WHERE user_session IS NOT NULL
GROUP BY user_session
