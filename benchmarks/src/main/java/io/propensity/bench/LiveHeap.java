package io.propensity.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How much of a process's heap is alive, found by having it collect all its garbage one time after
 * the other. What is left after its own young collections would not tell: they leave old garbage
 * where it lies.
 */
final class LiveHeap {

  /** What is left after a collection of everything, as the collector's log has it. */
  private static final Pattern LEFT = Pattern.compile("Pause Full .*->(\\d+)M\\(");

  private final Path directory;
  private final Pattern logName;
  private final String name;
  private volatile boolean over;

  /**
   * Of a process that is not started yet.
   *
   * @param directory where its collector's log is kept
   * @param name of the log
   */
  LiveHeap(Path directory, String name) {
    this.directory = directory;
    this.name = name;
    this.logName = Pattern.compile(Pattern.quote(name) + "-(\\d+)\\.gc");
  }

  /** What the process has to be started with: its log has its id as a name. */
  String jvmOption() {
    return "-Xlog:gc:file=%s/%s-%%p.gc".formatted(directory, name);
  }

  /** A process that runs to its end. */
  interface Work {
    void run() throws IOException, InterruptedException;
  }

  /**
   * Runs the process.
   *
   * @return the most that was alive, in MiB, and how often that was looked at
   */
  Peak during(Work work) throws IOException, InterruptedException {
    ExecutorService beside = Executors.newSingleThreadExecutor();
    try {
      Future<?> collector = beside.submit(this::collect);
      try {
        work.run();
      } finally {
        over = true;
      }
      collector.get();
    } catch (ExecutionException e) {
      throw new IllegalStateException("The heap could not be looked at", e.getCause());
    } finally {
      beside.shutdownNow();
    }
    return peak();
  }

  record Peak(long mebibytes, int looks) {}

  /** Until the process has ended; answers how often it was asked. */
  private int collect() throws IOException, InterruptedException {
    String jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
    int asked = 0;
    while (!over) {
      Optional<Path> log = log();
      // Before its first collection a JVM may not be ready to be asked, and die of it.
      if (log.isPresent() && Files.readString(log.get()).contains("Pause")) {
        Process collecting =
            new ProcessBuilder(jcmd, id(log.get()), "GC.run")
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        collecting.waitFor(); // with an error where the process has just ended
        asked++;
      } else {
        TimeUnit.MILLISECONDS.sleep(20);
      }
    }
    return asked;
  }

  private Peak peak() throws IOException {
    Path log =
        log().orElseThrow(() -> new IllegalStateException("No collector's log in " + directory));
    List<Long> left =
        Files.readAllLines(log).stream()
            .map(LEFT::matcher)
            .filter(Matcher::find)
            .map(line -> Long.valueOf(line.group(1)))
            .toList();
    long most =
        left.stream()
            .max(Long::compare)
            .orElseThrow(() -> new IllegalStateException("No full collection in " + log));
    return new Peak(most, left.size());
  }

  private Optional<Path> log() throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files
          .filter(file -> logName.matcher(file.getFileName().toString()).matches())
          .findFirst();
    }
  }

  private String id(Path log) {
    Matcher id = logName.matcher(log.getFileName().toString());
    if (!id.matches()) {
      throw new IllegalStateException(log + " does not name a process");
    }
    return id.group(1);
  }
}
