package io.propensity.job;

import io.propensity.report.StepProgress;
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
import org.apache.spark.scheduler.SparkListenerExecutorMetricsUpdate;
import org.apache.spark.scheduler.SparkListenerStageSubmitted;
import org.apache.spark.scheduler.SparkListenerTaskEnd;
import org.apache.spark.scheduler.SparkListenerTaskStart;
import org.apache.spark.scheduler.StageInfo;
import org.jspecify.annotations.Nullable;
import scala.jdk.javaapi.CollectionConverters;

/**
 * Tells how far a long step is while Spark is at it: rows, rows a second, tasks, time left. Of
 * tasks at work it knows what their executors' last heartbeat said.
 */
public final class Progress extends SparkListener {

  /** What spark-class sets where stderr is a terminal, which Java cannot tell. */
  private static final String TERMINAL = "propensity.terminal";

  private final SparkContext spark;
  private final String what;
  private final ProgressDisplay display;
  private final Consumer<StepProgress> told;
  private final long start = System.nanoTime();
  private final Set<Integer> stages = new HashSet<>();

  /** The accumulators that the stages' tasks count their input with: a heartbeat has no names. */
  private final Set<Long> counters = new HashSet<>();

  private final TaskRows read = new TaskRows();
  private final ScheduledExecutorService clock;
  private boolean shown;
  private boolean over;

  Progress(SparkContext spark, String what, ProgressDisplay display, Consumer<StepProgress> told) {
    this.spark = spark;
    this.told = told;
    this.what = what;
    this.display = display;
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
    ProgressDisplay display =
        Boolean.getBoolean(TERMINAL)
            ? new ProgressDisplay.Terminal(System.err)
            : new ProgressDisplay.Log();
    return new Progress(spark, what, display, told).during(step);
  }

  <T> T during(Supplier<T> step) {
    begin();
    try {
      return step.get();
    } finally {
      end();
    }
  }

  private void begin() {
    spark.addSparkListener(this);
    long pause = display.pause().toMillis();
    var unused = clock.scheduleAtFixedRate(this::tell, pause, pause, TimeUnit.MILLISECONDS);
  }

  @Override
  public synchronized void onStageSubmitted(SparkListenerStageSubmitted submitted) {
    StageInfo stage = submitted.stageInfo();
    if (stages.add(stage.stageId())) {
      read.expect(stage.numTasks());
    }
    counters.add(stage.taskMetrics().inputMetrics()._recordsRead().id());
  }

  @Override
  public synchronized void onTaskStart(SparkListenerTaskStart started) {
    if (stages.contains(started.stageId())) {
      read.begun(started.taskInfo().taskId());
    }
  }

  @Override
  public synchronized void onExecutorMetricsUpdate(SparkListenerExecutorMetricsUpdate heartbeat) {
    CollectionConverters.asJava(heartbeat.accumUpdates())
        .forEach(
            task ->
                CollectionConverters.asJava(task._4()).stream()
                    .filter(counter -> counters.contains(counter.id()))
                    .forEach(rows -> read.read((Long) task._1(), (Long) rows.update().get())));
  }

  @Override
  public synchronized void onTaskEnd(SparkListenerTaskEnd ended) {
    if (!stages.contains(ended.stageId())) {
      return;
    }
    long task = ended.taskInfo().taskId();
    if (ended.taskInfo().successful()) {
      read.done(
          task, ended.taskMetrics() == null ? 0 : ended.taskMetrics().inputMetrics().recordsRead());
    } else {
      read.failed(task);
    }
  }

  private void tell() {
    double seconds = (System.nanoTime() - start) / 1e9;
    told.accept(reading(seconds));
    show(line(seconds));
  }

  private synchronized void show(String line) {
    if (!over) {
      display.show(line);
      shown = true;
    }
  }

  synchronized StepProgress reading(double seconds) {
    return new StepProgress(
        what, read.rows(), read.done(), read.tasks(), read.secondsLeft(seconds));
  }

  synchronized String line(double seconds) {
    String tasks = String.format(Locale.ROOT, "%d of %d tasks", read.done(), read.tasks());
    String time = time(seconds, read.secondsLeft(seconds));
    if (read.done() == 0 && read.rows() == 0) {
      return String.format(Locale.ROOT, "%s: %s, %s", what, tasks, time);
    }
    return String.format(
        Locale.ROOT,
        "%s: %,d rows, %,.0f rows/s, %s, %s",
        what,
        read.rows(),
        read.rows() / seconds,
        tasks,
        time);
  }

  private static String time(double seconds, @Nullable Double left) {
    return left == null
        ? String.format(Locale.ROOT, "%.0f s", seconds)
        : String.format(Locale.ROOT, "about %.0f s left", left);
  }

  private void end() {
    clock.shutdownNow();
    spark.removeSparkListener(this);
    clear();
  }

  private synchronized void clear() {
    over = true;
    if (shown) {
      display.end();
    }
  }
}
