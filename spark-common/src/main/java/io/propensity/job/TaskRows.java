package io.propensity.job;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The tasks of a step and the rows that they have read, those of tasks at work among them. */
final class TaskRows {

  private final Map<Long, Long> atWork = new HashMap<>();
  private int tasks;
  private int done;
  private long rowsOfDone;

  /** So many tasks more are known. */
  void expect(int more) {
    tasks += more;
  }

  void begun(long task) {
    atWork.put(task, 0L);
  }

  /** How many rows a task has read by now; what comes late, of one that ended, is passed over. */
  void read(long task, long rows) {
    atWork.replace(task, rows);
  }

  void done(long task, long rows) {
    atWork.remove(task);
    done++;
    rowsOfDone += rows;
  }

  /** A task whose rows another one will read again. */
  void failed(long task) {
    atWork.remove(task);
  }

  int tasks() {
    return tasks;
  }

  int done() {
    return done;
  }

  long rows() {
    return rowsOfDone + atWork.values().stream().mapToLong(Long::longValue).sum();
  }

  /**
   * About how long the rest takes, if each task has as many rows as those that are done had.
   *
   * @param seconds since the step began
   * @return null while no task is done, as how many rows there are is not known
   */
  @Nullable Double secondsLeft(double seconds) {
    if (done == 0) {
      return null;
    }
    double rowsOfOne = (double) rowsOfDone / done;
    double begun =
        rowsOfOne == 0
            ? 0
            : atWork.values().stream().mapToDouble(rows -> Math.min(1, rows / rowsOfOne)).sum();
    double finished = Math.min(tasks, done + begun);
    return seconds * (tasks - finished) / finished;
  }
}
