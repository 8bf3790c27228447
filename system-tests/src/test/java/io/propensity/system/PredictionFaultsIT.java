package io.propensity.system;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.propensity.system.RunningProcess.Ended;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What clusters do to a prediction run, done to a real one. */
@Tag("heavy")
class PredictionFaultsIT {

  private static final int FILES = 30;

  /**
   * Has Spark read each of the files in a task of its own, so that there is a middle of the work.
   */
  private static final String TASKS = " --conf spark.sql.files.openCostInBytes=128m";

  /** Has Spark begin a task a second time as soon as others were done faster. */
  private static final String SPECULATION =
      " --conf spark.speculation=true --conf spark.speculation.interval=100ms"
          + " --conf spark.speculation.multiplier=1.01 --conf spark.speculation.quantile=0.1"
          + " --conf spark.speculation.minTaskRuntime=0"
          + " --conf spark.speculation.efficiency.enabled=false";

  /** Has it wait for both executors before it begins. */
  private static final String BOTH =
      " --conf spark.cores.max=2 --conf spark.scheduler.minRegisteredResourcesRatio=1"
          + " --conf spark.scheduler.maxRegisteredResourcesWaitingTime=2min";

  private static final String ALONE = "--master local[2]";

  private static final int USERS = 300_000;

  /** A line of the log, which begins with the time, or of the JVM itself. */
  private static final Pattern LOGGED = Pattern.compile("\\d\\d:\\d\\d:\\d\\d |WARNING: ");

  private static final Pattern SPARKS_LOG = Pattern.compile(" \\(Spark's log: (.+)\\)$");

  /** A run that was silent for so many seconds is not running. */
  private static final long SILENCE = 65;

  @TempDir private static Path directory;
  private static World world = new World(Path.of("none"));
  private static List<Row> expected = List.of();
  private static long campaign;
  private static @Nullable ConfigApiProcess api;

  @BeforeAll
  static void scoreWithoutAFault() throws IOException {
    world = World.at(directory);
    Ended trained =
        world.train(
            Map.of(),
            "campaign-response",
            "--set=sources.raw.options.rows=2000",
            "--set=algorithm.params.iterations=20");
    assertThat(trained.exitCode()).as(trained.err()).isZero();
    writeUsers();
    ConfigApiProcess service = ConfigApiProcess.start(directory.resolve("data"));
    api = service;
    campaign =
        service.store(
            "models/campaign-response/1", "age > 25", PlatformIT.FEATURES, PlatformIT.USERS);
    requireSuccess("r-expected", ALONE);
    expected = predictions("r-expected");
    assertThat(expected.get(0).getLong(0)).isGreaterThan(USERS / 10);
  }

  @AfterAll
  static void stop() {
    if (api != null) {
      api.close();
    }
  }

  @Test
  void anExecutorThatIsKilledAtWorkChangesNothing() {
    try (SparkCluster cluster = start();
        RunningProcess run = start("r-killed", on(cluster))) {
      awaitWritten("r-killed", 4);
      List<ProcessHandle> executors = cluster.executorsOfOne();
      assertThat(executors).isNotEmpty().allMatch(ProcessHandle::isAlive);
      executors.forEach(ProcessHandle::destroyForcibly);
      Await.until(
          Duration.ofMinutes(2),
          () -> executors.stream().noneMatch(ProcessHandle::isAlive),
          () -> "the end of " + executors);
      assertThat(run.isAlive()).as("the run goes on").isTrue();
      Ended ended = run.end();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
    }
    assertThat(predictions("r-killed")).isEqualTo(expected);
  }

  @Test
  void aTaskThatIsDoneTwiceIsWrittenAndCountedOnce() throws IOException {
    Path events = Files.createDirectory(directory.resolve("events"));
    try (SparkCluster cluster = start();
        RunningProcess run =
            start("r-twice", on(cluster) + BOTH + SPECULATION + EventLog.options(events))) {
      awaitWritten("r-twice", 4);
      List<ProcessHandle> stopped = cluster.executorsOfOne();
      assertThat(stopped).isNotEmpty();
      signal("STOP", stopped); // in the middle of a task, which it does not end in time
      Await.until(Duration.ofMinutes(3), () -> Files.exists(result("r-twice")), () -> run.err());
      signal("CONT", stopped); // Spark waits long for those who do not answer when it ends
      Ended ended = run.end();
      assertThat(ended.exitCode()).as(ended.err()).isZero();
    }
    EventLog log = EventLog.in(events);
    assertThat(log.speculativeAttempts()).isNotEmpty();
    assertThat(log.speculativeSuccesses()).isNotEmpty();
    assertThat(predictions("r-twice")).isEqualTo(expected);
    assertThat(Files.readString(result("r-twice").resolve("_run.json")))
        .containsPattern("\"scored\" ?: ?" + expected.get(0).getLong(0) + ",");
  }

  @Test
  void aDiskThatIsFullAtAnyStepIsLeftAsItWas() throws IOException {
    Path mount = Files.createDirectory(directory.resolve("small"));
    assumeThat(SmallDisk.mayMount(mount)).as("this process may mount a small disk").isTrue();
    long whole = kibibytes(result("r-expected"));
    for (long size : new long[] {16, whole / 2, whole + 16}) { // at once, midway, at the page
      String run = "r-full-" + size;
      try (SmallDisk disk = SmallDisk.mount(mount, size)) {
        Ended full = world.predict(on(ALONE), onto(disk, run));
        assertThat(full.exitCode()).as("%d KiB: %s", size, full.err()).isEqualTo(74);
        assertThat(full.err().lines().filter(line -> !LOGGED.matcher(line).lookingAt()))
            .singleElement()
            .asString()
            .startsWith("There is no room to write " + mount)
            .contains(": free some, or name another place");
        assertThat(disk.files()).as("%d KiB", size).isEmpty();

        disk.resize(4 * whole + 4096);
        Ended again = world.predict(on(ALONE), onto(disk, run));
        assertThat(again.exitCode()).as(again.err()).isZero();
        Path result = disk.path().resolve("campaign-" + campaign).resolve(run);
        assertThat(result.resolve("_SUCCESS")).exists();
        assertThat(predictions(result)).isEqualTo(expected);
      }
    }
  }

  @Test
  void aTaskThatFailsIsOneLineWhichNamesWhatSparkHasToSay() throws IOException {
    Path users = Files.createDirectory(directory.resolve("damaged"));
    Path damaged = users.resolve("users.parquet");
    try (Stream<Path> files = Files.list(directory.resolve("users"))) {
      Files.copy(files.filter(ends(".parquet")).findFirst().orElseThrow(), damaged);
    }
    try (RandomAccessFile file = new RandomAccessFile(damaged.toFile(), "rw")) {
      file.seek(4); // behind its first mark; the footer, which the driver reads, stays whole
      file.write(new byte[1000]);
    }

    Ended ended = world.predict(on(ALONE), options("r-damaged", "--users=" + users));

    assertThat(ended.exitCode()).as(ended.err()).isEqualTo(65);
    List<String> told =
        ended.err().lines().filter(line -> !LOGGED.matcher(line).lookingAt()).toList();
    assertThat(told).as(ended.err()).hasSize(1);
    assertThat(told.get(0)).startsWith(damaged + " cannot be read: ");
    Matcher log = SPARKS_LOG.matcher(told.get(0));
    assertThat(log.find()).as(told.get(0)).isTrue();
    assertThat(Files.readString(Path.of(log.group(1))))
        .contains("Exception in task ", "\tat org.apache.spark.");
  }

  @Test
  void aServiceThatIsKilledCostsNothingAndHearsOfTheRunLater() {
    Path data = directory.resolve("data-killed");
    try (ConfigApiProcess service = ConfigApiProcess.start(data)) {
      long id =
          service.store(
              "models/campaign-response/1", "age > 25", PlatformIT.FEATURES, PlatformIT.USERS);
      assertThat(id).as("the first of its database, as the other one is").isEqualTo(campaign);
      try (RunningProcess run = start("r-unheard", ALONE, "--config-api-url=" + service.url())) {
        awaitWritten("r-unheard", 4);
        service.process().kill();
        Ended ended = run.end();
        assertThat(ended.exitCode()).as(ended.err()).isZero();
        assertThat(ended.err()).contains("does not know how run r-unheard ended");
      }
    }
    assertThat(predictions("r-unheard")).isEqualTo(expected);

    try (ConfigApiProcess back = ConfigApiProcess.start(data)) {
      Ended again =
          world.predict(on(ALONE), options("r-unheard", "--config-api-url=" + back.url()));
      assertThat(again.exitCode()).as(again.err()).isZero();
      assertThat(again.out()).contains("Run r-unheard was already published");
      assertThat(back.get("/runs/r-unheard")).contains("\"state\":\"SUCCEEDED\"");
    }
  }

  private static void signal(String name, List<ProcessHandle> processes) {
    for (ProcessHandle process : processes) {
      RunningProcess.run(Map.of(), List.of("kill", "-" + name, Long.toString(process.pid())));
    }
  }

  private static String[] onto(SmallDisk disk, String run) {
    List<String> options = new ArrayList<>(List.of(options(run)));
    options.add("--output=" + disk.path());
    return options.toArray(String[]::new);
  }

  /** What a run's predictions take of a disk that gives room in pages. */
  private static long kibibytes(Path run) throws IOException {
    try (Stream<Path> files = Files.list(run)) {
      long pages = 0;
      for (Path file : files.filter(ends(".parquet").or(ends(".parquet.crc"))).toList()) {
        pages += 1 + (Files.size(file) - 1) / 4096;
      }
      return 4 * pages;
    }
  }

  @Test
  void aRunThatIsKilledAtAnyStepPublishesAllOrNothing() throws InterruptedException {
    Map<String, BooleanSupplier> steps =
        Map.of(
            "r-step-begun", () -> !staged("r-step-begun").isEmpty(),
            "r-step-scoring", () -> written("r-step-scoring") >= 4,
            "r-step-scored", () -> staged("r-step-scored").stream().anyMatch(ends("/predictions")),
            "r-step-done", () -> Files.exists(result("r-step-done")));
    steps.forEach(PredictionFaultsIT::killWhen);
    TimeUnit.SECONDS.sleep(SILENCE);
    for (String run : steps.keySet()) {
      assertThat(requireSuccess(run, ALONE).out()).contains("Run " + run);
      assertThat(predictions(run)).as(run).isEqualTo(expected);
    }
  }

  /** Kills a run, and requires that there is a whole result or none. */
  private static void killWhen(String run, BooleanSupplier moment) {
    try (RunningProcess process = start(run, ALONE, "--segments=high:0.1,low")) {
      Await.until(Duration.ofMinutes(3), moment, () -> run + ": " + process.err());
      process.killAll();
    }
    if (Files.exists(result(run).resolve("_SUCCESS"))) {
      assertThat(predictions(run)).as(run).isEqualTo(expected);
    } else {
      assertThat(result(run)).doesNotExist();
    }
  }

  private static SparkCluster start() {
    try {
      return SparkCluster.start(Files.createTempDirectory(directory, "cluster"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, String> on(String spark) {
    return Map.of("SPARK_ARGS", spark, "SPARK_LOCAL_IP", "127.0.0.1");
  }

  private static String on(SparkCluster cluster) {
    return "--master " + cluster.url() + " --executor-memory 512m";
  }

  private static RunningProcess start(String run, String spark, String... options) {
    return world.startPrediction(on(spark + TASKS), options(run, options));
  }

  private static Ended requireSuccess(String run, String spark) {
    Ended ended = world.predict(on(spark), options(run));
    assertThat(ended.exitCode()).as(ended.err()).isZero();
    return ended;
  }

  private static String[] options(String run, String... more) {
    List<String> options = new ArrayList<>(Arrays.asList(more));
    options.addAll(List.of("--campaign-id=" + campaign, "--run-id=" + run));
    addUnlessGiven(options, "--config-api-url", Objects.requireNonNull(api).url());
    addUnlessGiven(options, "--users", directory.resolve("users").toString());
    return options.toArray(String[]::new);
  }

  private static void addUnlessGiven(List<String> options, String name, String value) {
    if (options.stream().noneMatch(option -> option.startsWith(name + "="))) {
      options.add(name + "=" + value);
    }
  }

  /** The users of the training many times over, under other keys, in many files. */
  private static void writeUsers() {
    SparkSession spark = spark();
    var few = spark.read().parquet(directory + "/warehouse/campaign-response/raw/data");
    long times = USERS / few.count();
    few.crossJoin(spark.range(times).toDF("times"))
        .withColumn("user_id", functions.expr("CAST(user_id AS BIGINT) * " + times + " + times"))
        .drop("times")
        .repartition(FILES)
        .write()
        .parquet(directory.resolve("users").toString());
  }

  private static List<Row> predictions(String run) {
    return predictions(result(run));
  }

  private static List<Row> predictions(Path result) {
    return spark()
        .read()
        .parquet(result.toString())
        .selectExpr("count(*)", "count(DISTINCT user_id)", "sum(hash(user_id, prediction_score))")
        .collectAsList();
  }

  private static SparkSession spark() {
    return SparkSession.builder()
        .master("local[2]")
        .config("spark.ui.enabled", "false")
        .getOrCreate();
  }

  private static Path result(String run) {
    return directory.resolve("output/campaign-" + campaign).resolve(run);
  }

  private static void awaitWritten(String run, int files) {
    Await.until(
        Duration.ofMinutes(3), () -> written(run) >= files, () -> files + " files of " + run);
  }

  private static long written(String run) {
    return staged(run).stream().filter(ends(".parquet")).count();
  }

  private static Predicate<Path> ends(String text) {
    return path -> path.toString().endsWith(text);
  }

  /** What lies in a run's staging directory by now. */
  private static List<Path> staged(String run) {
    Path all = directory.resolve("output/campaign-" + campaign);
    if (!Files.exists(all)) {
      return List.of();
    }
    try (Stream<Path> found = Files.walk(all)) {
      return found.filter(path -> path.toString().contains("_staging-" + run)).toList();
    } catch (IOException | UncheckedIOException e) {
      return List.of(); // a file went away while it was looked at: look again
    }
  }
}
