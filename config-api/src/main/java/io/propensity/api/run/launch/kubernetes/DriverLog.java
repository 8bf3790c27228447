package io.propensity.api.run.launch.kubernetes;

import io.propensity.api.run.launch.LaunchException;
import java.util.List;

/** The end of what a driver wrote, of 256 Ki characters at most. */
final class DriverLog {

  private static final int MOST = 1 << 18;

  private DriverLog() {}

  static List<String> of(Cluster cluster, String pod, int lines) {
    try {
      return cluster
          .log(pod, ApplicationStatus.CONTAINER, lines)
          .map(DriverLog::lines)
          .orElse(List.of());
    } catch (LaunchException refused) {
      return List.of("(" + refused.getMessage() + ")");
    }
  }

  /** What PostgreSQL cannot keep, U+0000, is shown as U+FFFD. */
  private static List<String> lines(String text) {
    String end = text.substring(Math.max(0, text.length() - MOST)).replace('\0', '\uFFFD');
    return end.lines().toList();
  }
}
