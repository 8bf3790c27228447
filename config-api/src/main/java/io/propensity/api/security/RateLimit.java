package io.propensity.api.security;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * A token bucket for each key: so many at once, and as many a minute afterwards. Of more than
 * 10,000 keys the one that was longest away is forgotten, so that no attacker fills the memory.
 */
final class RateLimit {

  static final int MOST_KEYS = 10_000;

  private static final double MINUTE = Duration.ofMinutes(1).toNanos();

  private final int perMinute;
  private final LongSupplier nanos;
  private final Map<String, Bucket> buckets =
      new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
          return size() > MOST_KEYS;
        }
      };

  private record Bucket(double left, long at) {}

  RateLimit(int perMinute) {
    this(perMinute, System::nanoTime);
  }

  RateLimit(int perMinute, LongSupplier nanos) {
    this.perMinute = perMinute;
    this.nanos = nanos;
  }

  /** Takes one of the key's, and returns 0; or the seconds until there is one again. */
  synchronized long take(String key) {
    long now = nanos.getAsLong();
    Bucket bucket = buckets.getOrDefault(key, new Bucket(perMinute, now));
    double left = Math.min(perMinute, bucket.left() + (now - bucket.at()) / MINUTE * perMinute);
    boolean taken = left >= 1;
    buckets.put(key, new Bucket(taken ? left - 1 : left, now));
    return taken ? 0 : Math.max(1, (long) Math.ceil((1 - left) * 60 / perMinute));
  }

  synchronized int keys() {
    return buckets.size();
  }
}
