package io.propensity.api.startup;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.api.Api;
import io.propensity.api.database.OwnPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The service while things fail around it. Whatever was acknowledged is there afterwards, once.
 * {@code -Dfaults.minutes=10} has the random kills go on for as long; they take a minute otherwise.
 */
@Tag("heavy")
class ServiceFaultsTest {

  private static final int CLIENTS = 8;
  private static final Duration KILLING =
      Duration.ofMinutes(Integer.getInteger("faults.minutes", 1));

  private final Path directory;
  private final OwnPostgres postgres;

  ServiceFaultsTest(@TempDir Path directory) throws IOException {
    this.directory = directory;
    this.postgres = new OwnPostgres(directory.resolve("database"), freePort());
  }

  @BeforeEach
  void startPostgres() throws IOException {
    Files.createDirectory(directory.resolve("database"));
    postgres.start();
  }

  @AfterEach
  void stopPostgres() {
    postgres.close();
  }

  @Test
  void losesNothingWhilePostgresIsStoppedAndStarted() throws Exception {
    try (Service service = service("a")) {
      Api api = service.api();
      Writers writers = Writers.start(CLIENTS, () -> api);
      try (writers) {
        for (int i = 0; i < 3; i++) {
          more(writers, 20);
          postgres.stop();
          TimeUnit.SECONDS.sleep(3);
          assertThat(api.get("/campaigns?size=1").status()).isEqualTo(503);
          assertThat(api.get("/actuator/health/readiness").status()).isEqualTo(503);
          assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
          postgres.start();
        }
        more(writers, 20);
        writers.end();
      }
      assertThat(writers.statuses()).contains(503);
      everythingIsThereOnce(writers);
      assertThat(service.isAlive()).isTrue();
    }
  }

  @Test
  void losesNothingWhileItIsKilledAtRandomMoments() throws Exception {
    long seed = Long.getLong("faults.seed", System.nanoTime());
    Random random = new Random(seed);
    Service running = service("a");
    AtomicReference<Api> api = new AtomicReference<>(running.api());
    Writers writers = Writers.start(CLIENTS, api::get);
    int kills = 0;
    try (writers) {
      long end = System.nanoTime() + KILLING.toNanos();
      while (System.nanoTime() < end) {
        more(writers, 1);
        TimeUnit.MILLISECONDS.sleep(random.nextInt(3_000));
        running.kill();
        kills++;
        running = service("a");
        api.set(running.api());
      }
      more(writers, 1);
      writers.end();
    } finally {
      running.close();
    }
    assertThat(kills).as("kills, seed %d", seed).isPositive();
    everythingIsThereOnce(writers);
  }

  @Test
  void twoOnOneDatabaseActAsOne() throws Exception {
    try (Service one = service("a");
        Service other = service("b")) {
      Api first = one.api();
      Api second = other.api();
      Writers ofOne = Writers.start(CLIENTS / 2, () -> first);
      Writers ofOther = Writers.start(CLIENTS / 2, () -> second);
      try (ofOne;
          ofOther) {
        more(ofOne, 50);
        more(ofOther, 50);
        long id = first.post(campaign("shared")).id();
        int before = 1;
        for (int i = 0; i < 20; i++) {
          Api writer = i % 2 == 0 ? first : second;
          Api reader = i % 2 == 0 ? second : first;
          assertThat(writer.patch(id, "{\"name\": \"shared %d\"}".formatted(i)).status())
              .isEqualTo(200);
          before++;
          assertThat(reader.get("/campaigns/" + id).header("ETag"))
              .isEqualTo("\"%d\"".formatted(before));
        }
        ofOne.end();
        ofOther.end();
      }
      Set<Long> ids = new HashSet<>(ofOne.created().values());
      assertThat(ids).doesNotContainAnyElementsOf(ofOther.created().values());
      everyRevisionIsThere(ofOne);
      everyRevisionIsThere(ofOther);
    }
  }

  @Test
  void saysThatItsPoolIsDryAndGoesOnOnceItIsNot() throws Exception {
    try (Service service =
            service(
                "a",
                "--spring.datasource.hikari.maximum-pool-size=2",
                "--spring.datasource.hikari.connection-timeout=1000");
        Connection holder = postgres.connect();
        Statement lock = holder.createStatement()) {
      Api api = service.api();
      long id = api.post(campaign("dry")).id();
      holder.setAutoCommit(false);
      lock.execute("lock table campaign_revision in access exclusive mode");
      List<CompletableFuture<Api.Answer>> held =
          List.of(
              CompletableFuture.supplyAsync(() -> api.get("/campaigns/" + id)),
              CompletableFuture.supplyAsync(() -> api.get("/campaigns/" + id)));
      TimeUnit.MILLISECONDS.sleep(500);

      Api.Answer dry = api.get("/runs/r-none");

      assertThat(dry.status()).isEqualTo(503);
      assertThat(dry.header("Retry-After")).isEqualTo("5");
      assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
      held.forEach(read -> assertThat(read.join().status()).isEqualTo(503));
      holder.rollback();
      assertThat(api.get("/campaigns/" + id).status()).isEqualTo(200);
    }
  }

  @Test
  void letsARequestEndWhenItIsToldToEnd() throws Exception {
    // The change waits for a lock, and not for three seconds alone.
    String patience = "--spring.datasource.hikari.connection-init-sql=set lock_timeout = '60s'";
    try (Service service = service("a", patience);
        Connection holder = postgres.connect();
        Statement lock = holder.createStatement()) {
      Api api = service.api();
      long id = api.post(campaign("in flight")).id();
      holder.setAutoCommit(false);
      lock.execute("select * from campaign where id = %d for update".formatted(id));
      CompletableFuture<Api.Answer> inFlight =
          CompletableFuture.supplyAsync(() -> api.patch(id, "{\"is_active\": false}"));
      await(() -> !waiting().isEmpty());

      service.terminate();

      await(() -> isRefused(api));
      assertThat(inFlight).isNotDone();
      assertThat(service.isAlive()).isTrue();
      holder.rollback();
      assertThat(inFlight.join().status()).isEqualTo(200);
      assertThat(service.exitCode()).isEqualTo(143);
      assertThat(postgres.column("select revision from campaign where id = " + id))
          .containsExactly("2");
    }
  }

  private List<String> waiting() {
    return postgres.column("select pid from pg_locks where not granted");
  }

  /** No connection is taken any more, and one that there was is closed. */
  private static boolean isRefused(Api api) {
    try {
      return api.get("/actuator/health/liveness").status() == 503;
    } catch (UncheckedIOException refused) {
      return true;
    }
  }

  @Test
  void losesNothingWhileItsDatabaseIsSlow() throws Exception {
    String impatience =
        "--spring.datasource.hikari.connection-init-sql=set statement_timeout = '1s'";
    try (Service service = service("a", impatience);
        Connection operator = postgres.connect();
        Statement slowness = operator.createStatement()) {
      Api api = service.api();
      Writers writers = Writers.start(CLIENTS, () -> api);
      try (writers) {
        more(writers, 20);
        slowness.execute(
            """
            create function slow() returns trigger language plpgsql as
              $$ begin perform pg_sleep(random() * 2); return new; end $$;
            create trigger slow before insert on campaign_revision
              for each row execute function slow();
            """);
        await(() -> writers.statuses().contains(503));
        more(writers, 5);
        assertThat(api.get("/actuator/health/liveness").status()).isEqualTo(200);
        slowness.execute("drop trigger slow on campaign_revision");
        more(writers, 20);
        writers.end();
      }
      everythingIsThereOnce(writers);
      assertThat(service.isAlive()).isTrue();
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + Duration.ofMinutes(1).toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("it did not come to that in a minute").isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private Service service(String name, String... settings) throws IOException {
    Path data = directory.resolve(name);
    Files.createDirectories(data);
    Map<String, String> environment = new HashMap<>(postgres.environment());
    environment.put("PROPENSITY_DATA_DIRECTORY", data.toString());
    environment.put("PROPENSITY_SECURITY_WRITES_PER_MINUTE", "1000000");
    return Service.start(data, environment, settings);
  }

  private static void more(Writers writers, int number) throws InterruptedException {
    int wanted = writers.acknowledged() + number;
    long end = System.nanoTime() + Duration.ofMinutes(2).toNanos();
    while (writers.acknowledged() < wanted) {
      if (System.nanoTime() > end) {
        throw new AssertionError(
            "%d of %d writes; answers %s %s"
                .formatted(writers.acknowledged(), wanted, writers.statuses(), writers.wrong()));
      }
      TimeUnit.MILLISECONDS.sleep(20);
    }
  }

  private void everythingIsThereOnce(Writers writers) {
    assertThat(postgres.column("select name from campaign_revision where revision = 1"))
        .as("each name once")
        .doesNotHaveDuplicates()
        .containsAll(writers.created().keySet());
    everyRevisionIsThere(writers);
  }

  private void everyRevisionIsThere(Writers writers) {
    assertThat(writers.wrong()).isEmpty();
    Map<Long, Integer> kept = new HashMap<>();
    postgres
        .column("select id || ' ' || revision from campaign")
        .forEach(
            row ->
                kept.put(
                    Long.parseLong(row.split(" ", 2)[0]), Integer.parseInt(row.split(" ", 2)[1])));
    writers
        .revisions()
        .forEach(
            (id, revision) ->
                assertThat(kept.get(id))
                    .as("campaign %d", id)
                    .satisfies(
                        found ->
                            assertThat(found)
                                .isIn(revision < 0 ? List.of(1, 2) : List.of(revision))));
  }

  private static String campaign(String name) {
    return "{\"name\": \"%s\", \"model_path\": \"models/a/1\", \"audience_filter\": \"TRUE\", \"features\": [\"x\"]}"
        .formatted(name);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
