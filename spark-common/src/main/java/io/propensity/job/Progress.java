package io.propensity.job;

import io.propensity.report.StepProgress;
import java.io.PrintStream;
import java.time.Duration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.apache.spark.SparkContext;
import org.apache.spark.scheduler.SparkListener;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tells how far a long step is while Spark is at it: rows, rows a second, tasks, time left. On a
 * terminal one line changes every second; elsewhere a line comes every ten seconds.
 */
public final class Progress extends SparkListener {

  private static final Logger LOG = LoggerFactory.getLogger(Progress.class);

  /** What spark-class sets where stderr is a terminal, which Java cannot tell. */
  private static final String TERMINAL = "propensity.terminal";

  private static final Duration PAUSE = Duration.ofSeconds(10);

  private final SparkContext spark;
  private final String what;
  private final boolean terminal;
  private final PrintStream err;
  private final Consumer<StepProgress> told;
  private final long start = System.nanoTime();
  private final Set<Integer> stages = new HashSet<>();
  private final ScheduledExecutorService clock;
  private int tasks;
  private int done;
  private long rows;
  private boolean shown;

  Progress(
      SparkContext spark,
      String what,
      boolean terminal,
      PrintStream err,
      Consumer<StepProgress> told) {
    this.spark = spark;
    this.told = told;
    this.what = what;
    this.terminal = terminal;
    this.err = err;
    this.clock =
        Executors.newSingleThreadScheduledExecutor(
            work -> {
              Thread thread = new Thread(work, "progress");
              thread.setDaemon(true);
              return thread;
            });
  }

  /**
   * Runs {@code step}, and tells of the stages that begin meanwhile.
   *
   * @param what begins each line: {@code "Scoring"}
   */
  public static <T> T during(SparkContext spark, String what, Supplier<T> step) {
    return during(spark, what, progress -> {}, step);
  }

  /**
   * As {@link #during(SparkContext, String, Supplier)}, for somebody else to know as well.
   *
   * @param told is given each reading, on a thread of its own kind; it must not wait
   */
  public static <T> T during(
      SparkContext spark, String what, Consumer<StepProgress> told, Supplier<T> step) {
    Progress progress = new Progress(spark, what, Boolean.getBoolean(TERMINAL), System.err, told);
    progress.begin();
    try {
      return step.get();
    } finally {
      progress.end();
    }
  }

  private void begin() {
    spark.addSparkListener(this);
    long pause = terminal ? 1000 : PAUSE.toMillis();
    var unused = clock.scheduleAtFixedRate(this::tell, pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    if (stages.add(submitted.stageInfo().stageId())) {
      tasks += submitted.stageInfo().numTasks();
    }
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd ended) {
    if (stages.contains(ended.stageId()) && ended.taskInfo().successful()) {
      done++;
      rows += ended.taskMetrics() == null ? 0 : ended.taskMetrics().inputMetrics().recordsRead();
    }
  }

  private void tell() {
    double seconds = (System.nanoTime() - start) / 1e9;
    told.accept(reading(seconds));
    String line = line(seconds);
    if (terminal) {
      shown = true;
      err.print("\r" + line + "\u001b[K");
      err.flush();
    } else {
      LOG.info(line);
    }
  }

  synchronized StepProgress reading(double seconds) {
    Double left = done == 0 ? null : (Double) (seconds * (tasks - done) / done);
    return new StepProgress(what, rows, done, tasks, left);
  }

  synchronized String line(double seconds) {
    if (done == 0) {
      return String.format(Locale.ROOT, "%s: 0 of %d tasks, %.0f s", what, tasks, seconds);
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d rows, %,.0f rows/s, %d of %d tasks, about %.0f s left",
        what,
        rows,
        rows / seconds,
        done,
        tasks,
        seconds * (tasks - done) / done);
  }

  private void end() {
    clock.shutdownNow();
    spark.removeSparkListener(this);
    if (shown) {
      err.print("\r\u001b[K");
      err.flush();
    }
  }
}
