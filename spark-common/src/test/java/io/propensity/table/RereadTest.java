package io.propensity.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ContractException;
import io.propensity.run.NotFoundException;
import io.propensity.run.RunId;
import io.propensity.test.BrokenTables;
import io.propensity.test.LocalSpark;
import java.io.FileNotFoundException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RereadTest {

  private static final RunId RUN = new RunId("r-test");
  private static final SparkSession SPARK = LocalSpark.session();

  @TempDir private Path directory;

  private final AtomicInteger readings = new AtomicInteger();

  @Test
  void readsATableAgainThatWasReplacedMeanwhile() {
    String table = directory.resolve("users").toString();
    Tables.replace(SPARK.range(10).toDF(), table, RUN);
    long rows =
        Reread.whenReplaced(
            () -> {
              var users = Tables.read(SPARK, "users table", table, "make it");
              if (readings.incrementAndGet() == 1) {
                Tables.replace(SPARK.range(3).toDF(), table, RUN);
              }
              return users.filter("id >= 0").count();
            });
    assertThat(rows).isEqualTo(3);
    assertThat(readings).hasValue(2);
  }

  @Test
  void givesUpOnATableThatNeverComes() {
    assertThatThrownBy(() -> Reread.whenReplaced(() -> fail(new UncheckedIOException(gone()))))
        .isInstanceOf(UncheckedIOException.class);
    assertThat(readings).hasValue(5);
  }

  @Test
  void aModelThatIsMissingIsNoTableThatWasReplaced() {
    NotFoundException missing = new NotFoundException("There is no model a/1", gone());
    assertThatThrownBy(() -> Reread.whenReplaced(() -> fail(missing))).isSameAs(missing);
    assertThat(readings).hasValue(1);
  }

  @Test
  void aDefectIsNotTriedAgain() {
    IllegalStateException defect = new IllegalStateException("a defect");
    assertThatThrownBy(() -> Reread.whenReplaced(() -> fail(defect))).isSameAs(defect);
    assertThat(readings).hasValue(1);
  }

  @Test
  void aBrokenFileIsRefusedAtOnceByItsName() throws Exception {
    String table = directory.resolve("users").toString();
    SPARK.range(0, 10, 1, 2).toDF().write().parquet(table);
    Path broken = BrokenTables.breakLastFile(Path.of(table));
    assertThatThrownBy(
            () ->
                Reread.whenReplaced(
                    () -> {
                      readings.incrementAndGet();
                      return Tables.read(SPARK, "users table", table, "make it")
                          .filter("id >= 0")
                          .count();
                    }))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(broken + " ");
    assertThat(readings).hasValue(1);
  }

  private Object fail(RuntimeException failure) {
    readings.incrementAndGet();
    throw failure;
  }

  private static FileNotFoundException gone() {
    return new FileNotFoundException("manifest.json");
  }
}
