package io.propensity.api.timer;

/** Kinds of work that must not wait for each other: each has a table and threads of its own. */
public enum Lane {
  SCHEDULES("scheduled_tasks", 2),
  NOTIFICATIONS("notification_tasks", 4);

  private final String table;
  private final int threads;

  Lane(String table, int threads) {
    this.table = table;
    this.threads = threads;
  }

  String table() {
    return table;
  }

  int threads() {
    return threads;
  }
}
