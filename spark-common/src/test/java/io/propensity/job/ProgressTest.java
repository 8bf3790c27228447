package io.propensity.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.report.StepProgress;
import io.propensity.test.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeoutException;
import org.apache.spark.SparkContext;
import org.apache.spark.api.java.function.ForeachPartitionFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {

  private static final int ROWS = 100_000;
  private static final CountDownLatch GO_ON = new CountDownLatch(1);

  @TempDir private Path directory;

  @Test
  void countsTheTasksAndRowsOfTheStagesThatItSees() throws TimeoutException {
    SparkSession session = LocalSpark.session();
    SparkContext spark = session.sparkContext();
    Progress progress = new Progress(spark, "Scoring", new ProgressDisplay.Log(), reading -> {});
    assertThat(progress.line(3)).isEqualTo("Scoring: 0 of 0 tasks, 3 s");

    spark.addSparkListener(progress);
    session.range(0, 100, 1, 4).foreachPartition(rows -> {});
    spark.listenerBus().waitUntilEmpty();
    spark.removeSparkListener(progress);

    assertThat(progress.line(3)).contains("4 of 4 tasks, about 0 s left");
    assertThat(progress.reading(3)).isEqualTo(new StepProgress("Scoring", 0, 4, 4, 0.0));
  }

  @Test
  @Timeout(value = 120, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
  void countsTheRowsOfATaskThatIsAtWork() throws Exception {
    SparkSession session = LocalSpark.session();
    SparkContext spark = session.sparkContext();
    String table = directory.resolve("table").toString();
    session.range(0, ROWS, 1, 1).toDF().write().parquet(table);
    Dataset<Row> rows = session.read().parquet(table); // looks into the files by a task of its own
    CountDownLatch seen = new CountDownLatch(1);
    List<StepProgress> readings = new CopyOnWriteArrayList<>();
    Progress progress =
        new Progress(
            spark,
            "Scoring",
            new Shown(new CopyOnWriteArrayList<>()),
            reading -> {
              readings.add(reading);
              if (reading.rows() > 0) {
                seen.countDown();
              }
            });
    ExecutorService other = Executors.newSingleThreadExecutor();
    try {
      Future<?> step =
          other.submit(
              () ->
                  progress.during(
                      () -> {
                        ForeachPartitionFunction<Row> half = ProgressTest::halfAndWait;
                        rows.foreachPartition(half);
                        return true;
                      }));
      seen.await();
      StepProgress reading = readings.get(readings.size() - 1);
      assertThat(reading.rows()).isBetween(ROWS / 2L, (long) ROWS);
      assertThat(reading.tasksDone()).isZero();
      assertThat(reading.tasks()).isEqualTo(1);
      assertThat(reading.secondsLeft()).as("nobody knows how many rows there are").isNull();
      assertThat(progress.line(2))
          .matches("Scoring: [0-9,]+ rows, [0-9,]+ rows/s, 0 of 1 tasks, 2 s");

      GO_ON.countDown();
      step.get();
      spark.listenerBus().waitUntilEmpty();
    } finally {
      other.shutdownNow();
    }
  }

  private static void halfAndWait(Iterator<Row> rows) throws InterruptedException {
    for (int row = 0; row < ROWS / 2 && rows.hasNext(); row++) {
      rows.next();
    }
    GO_ON.await();
    rows.forEachRemaining(row -> {});
  }

  @Test
  void onATerminalOneLineChangesAndIsGoneInTheEnd() {
    ByteArrayOutputStream screen = new ByteArrayOutputStream();
    ProgressDisplay terminal =
        new ProgressDisplay.Terminal(new PrintStream(screen, true, StandardCharsets.UTF_8));
    during(terminal, 2);
    String shown = screen.toString(StandardCharsets.UTF_8);
    assertThat(shown)
        .matches("(\rScoring: 0 of 0 tasks, [0-9]+ s\u001b\\[K){2,}\r\u001b\\[K")
        .doesNotContain("\n");
    assertThat(terminal.pause()).isEqualTo(Duration.ofSeconds(1));
  }

  @Test
  void elsewhereALineComesEveryTenSeconds() {
    assertThat(new ProgressDisplay.Log().pause()).isEqualTo(Duration.ofSeconds(10));
    List<String> lines = new CopyOnWriteArrayList<>();
    during(new Shown(lines), 3);
    assertThat(lines).hasSizeGreaterThanOrEqualTo(3).allMatch(line -> line.startsWith("Scoring: "));
  }

  /** Runs a step until it was told of so many times. */
  private static void during(ProgressDisplay display, int times) {
    CountDownLatch told = new CountDownLatch(times + 1); // the last one may come before its line
    new Progress(
            LocalSpark.session().sparkContext(), "Scoring", display, reading -> told.countDown())
        .during(
            () -> {
              try {
                told.await();
              } catch (InterruptedException e) {
                throw new AssertionError(e);
              }
              return true;
            });
  }

  /** Keeps the lines, many in a second. */
  private record Shown(List<String> lines) implements ProgressDisplay {

    @Override
    public Duration pause() {
      return Duration.ofMillis(50);
    }

    @Override
    public void show(String line) {
      lines.add(line);
    }

    @Override
    public void end() {
      // Nothing to clear.
    }
  }
}
