package io.propensity.api.notification.send;

import org.jspecify.annotations.Nullable;

/**
 * What came of a try.
 *
 * @param status of HTTP; null where none was answered
 * @param error null for a success
 * @param dropped whether nobody is to be told any more, which is no fault of the receiver's
 */
public record Answer(@Nullable Integer status, @Nullable String error, boolean dropped) {

  private static final int GONE = 410;

  static Answer of(int status) {
    boolean taken = status >= 200 && status < 300;
    return new Answer(status, taken ? null : "It answered " + status, false);
  }

  public static Answer delivered() {
    return new Answer(null, null, false);
  }

  public static Answer failed(String error) {
    return new Answer(null, error, false);
  }

  public static Answer dropped(String error) {
    return new Answer(null, error, true);
  }

  public boolean isDelivered() {
    return error == null;
  }

  /** Whether the receiver wants nothing more, ever. */
  public boolean isGone() {
    return status != null && status == GONE;
  }
}
