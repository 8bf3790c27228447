package io.propensity.api.audience.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.api.PropensitySettings;
import io.propensity.api.Settings;
import io.propensity.api.problem.ProblemException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.http.HttpStatus;

/** What a statement may do, and for how long. */
class DuckDbTest {

  private static final String FOREVER =
      "SELECT count(*) FROM range(1000000) a(i), range(1000000) b(j) WHERE i * j % 7 = 3";

  @TempDir private Path folder;

  private DuckDb duckDb(Map<String, String> set) {
    Map<String, String> settings = new HashMap<>();
    set.forEach((name, value) -> settings.put("propensity.audience." + name, value));
    settings.put("propensity.warehouse-root", folder.toString());
    PropensitySettings all = Settings.with(settings);
    return new DuckDb(all, new WarehouseFiles(all), new OutputFiles(all));
  }

  private static Object one(DuckDb duckDb, String sql) {
    return String.valueOf(duckDb.run("users", session -> session.rows(sql)).get(0).value(0));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "SELECT * FROM read_text('%s/secret')              | disabled by configuration",
        "SELECT * FROM read_csv('%s/secret')               | disabled by configuration",
        "SELECT * FROM glob('%s/*')                        | disabled by configuration",
        "SELECT * FROM read_parquet('http://127.0.0.1:1/x') | disabled by configuration",
        "COPY (SELECT 1) TO '%s/escaped.parquet'           | disabled by configuration",
        "ATTACH '%s/escaped.db'                            | disabled by configuration",
        "INSTALL httpfs                                    | disabled by configuration",
        "LOAD httpfs                                       | disabled through configuration",
        "SET enable_external_access = true                 | configuration has been locked",
        "SET memory_limit = '100GB'                        | configuration has been locked",
        "SET allowed_directories = ['/']                   | configuration has been locked"
      })
  void opensNothingOutsideTheWarehouseAndChangesNoSetting(
      String sql, String reason, @TempDir Path outside) throws IOException {
    Files.writeString(outside.resolve("secret"), "hidden");
    DuckDb duckDb = duckDb(Map.of());

    assertThat(refusal(duckDb, sql.replace("%s", outside.toString()))).contains(reason);
    try (Stream<Path> left = Files.list(outside)) {
      assertThat(left).containsExactly(outside.resolve("secret"));
    }
    assertThat(one(duckDb, "SELECT 1")).isEqualTo("1");
  }

  /** In DuckDB's own words. */
  private static String refusal(DuckDb duckDb, String sql) {
    return duckDb.run(
        "users",
        session -> {
          try {
            return "It was done: " + session.rows(sql);
          } catch (SQLException refused) {
            return String.valueOf(refused.getMessage());
          }
        });
  }

  @Test
  void readsFilesOfTheWarehouse() throws Exception {
    Files.writeString(folder.resolve("x.txt"), "hello");

    assertThat(
            one(
                duckDb(Map.of()),
                "SELECT content FROM read_text('%s')"
                    .formatted(folder.toRealPath().resolve("x.txt"))))
        .isEqualTo("hello");
  }

  @Test
  @Timeout(30)
  void givesUpAfterItsTimeAndGoesOn() {
    DuckDb duckDb = duckDb(Map.of("timeout", "300ms", "concurrent", "1"));
    one(duckDb(Map.of()), "SELECT 1"); // The library is loaded once.

    assertThatThrownBy(() -> one(duckDb, FOREVER))
        .isInstanceOfSatisfying(
            ProblemException.class,
            late -> {
              assertThat(late.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
              assertThat(late.getHeaders().getFirst("Retry-After")).isEqualTo("5");
              assertThat(late.getBody().getDetail()).contains("name a part of it");
            });
    assertThat(one(duckDb, "SELECT 1")).isEqualTo("1");
  }

  @Test
  @Timeout(30)
  void givesUpBetweenTheRowsOfAResult() {
    DuckDb duckDb = duckDb(Map.of("timeout", "1s", "concurrent", "1"));
    one(duckDb, "SELECT 1");

    assertThatThrownBy(
            () ->
                duckDb.run(
                    "users",
                    session -> session.each("SELECT i FROM range(1000) t(i)", row -> rest())))
        .hasMessageContaining("was not read within 1 s");
    assertThat(one(duckDb, "SELECT 1")).isEqualTo("1");
  }

  private static void rest() {
    try {
      Thread.sleep(20);
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  @Timeout(30)
  void givesRowsBeforeItHasMadeAllOfThem() {
    DuckDb duckDb = duckDb(Map.of("threads", "1", "timeout", "20s"));

    assertThatThrownBy(
            () ->
                duckDb.run(
                    "users",
                    session ->
                        session.each(
                            "SELECT CASE WHEN i = 9999999 THEN error('late') ELSE i END FROM"
                                + " range(10000000) t(i)",
                            row -> {
                              throw new IllegalStateException("row " + row.value(0));
                            })))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("row 0");
  }

  @Test
  @Timeout(30)
  void doesNoMoreAtOnceThanItMay() throws InterruptedException {
    DuckDb duckDb = duckDb(Map.of("concurrent", "1"));
    CountDownLatch end = new CountDownLatch(1);
    Thread other = begun(latch -> duckDb.run("users", session -> awaited(latch, end)));

    assertThatThrownBy(() -> one(duckDb, "SELECT 1"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            busy -> {
              assertThat(busy.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
              assertThat(busy.getHeaders().getFirst("Retry-After")).isEqualTo("1");
            });
    assertThat(duckDb.<Integer>download("predictions", session -> 7)).isEqualTo(7);
    end.countDown();
    other.join();
    assertThat(one(duckDb, "SELECT 1")).isEqualTo("1");
  }

  @Test
  @Timeout(30)
  void downloadsHavePlacesOfTheirOwn() throws InterruptedException {
    DuckDb duckDb = duckDb(Map.of("concurrent", "1"));
    CountDownLatch end = new CountDownLatch(1);
    Thread other = begun(latch -> duckDb.download("predictions", session -> awaited(latch, end)));

    assertThat(one(duckDb, "SELECT 1")).isEqualTo("1");
    assertThatThrownBy(() -> duckDb.<Integer>download("predictions", session -> 7))
        .isInstanceOfSatisfying(
            ProblemException.class,
            busy ->
                assertThat(busy.getBody().getDetail())
                    .isEqualTo(
                        "Tables are being read for others, as many at once as propensity.downloads.concurrent, which is 1, allows; try again"));
    end.countDown();
    other.join();
  }

  /** A thread at some work that has begun. */
  private static Thread begun(Consumer<CountDownLatch> work) throws InterruptedException {
    CountDownLatch began = new CountDownLatch(1);
    Thread thread = new Thread(() -> work.accept(began));
    thread.start();
    began.await();
    return thread;
  }

  private static int awaited(CountDownLatch began, CountDownLatch end) {
    began.countDown();
    try {
      end.await();
    } catch (InterruptedException stopped) {
      Thread.currentThread().interrupt();
    }
    return 0;
  }

  @Test
  void saysThatItsMemoryDoesNotSuffice() {
    DuckDb duckDb = duckDb(Map.of("memory-limit", "20MB"));

    assertThatThrownBy(
            () ->
                one(
                    duckDb,
                    "SELECT count(*) FROM (SELECT DISTINCT md5(i::VARCHAR) FROM range(5000000)"
                        + " t(i))"))
        .isInstanceOfSatisfying(
            ProblemException.class,
            refused -> assertThat(refused.getBody().getDetail()).contains("memory-limit, 20MB"));
  }
}
