package io.propensity.api.timer;

import com.github.kagkarlsson.scheduler.serializer.Serializer;
import org.jspecify.annotations.Nullable;

/** Timers carry no data, so that nothing of the database is ever read as an object. */
final class NoData implements Serializer {

  @Override
  public byte[] serialize(@Nullable Object data) {
    if (data != null) {
      throw new IllegalArgumentException("Timers carry no data but their keys");
    }
    return new byte[0];
  }

  @Override
  public <T> T deserialize(Class<T> type, byte[] data) {
    throw new IllegalStateException("Timers carry no data but their keys");
  }
}
