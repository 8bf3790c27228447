package io.propensity.catboost;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** Sorts the trainer's lines into progress and log, and keeps what tells of the end. */
final class TrainerOutput {

  /** What CatBoost says of itself and not of the training. */
  private static final Pattern NOISE =
      Pattern.compile("SLF4J.*|Skipping test eval output|[0-9.]+ \\w+ passed");

  private static final String USAGE_HINT = "Try '";
  private static final int KEPT_LINES = 8;

  private final int iterations;
  private final Consumer<String> log;
  private final Consumer<CatBoostProgress> progress;
  private final Deque<String> lastLines = new ArrayDeque<>();
  private final long start = System.nanoTime();
  private String failure = "";
  private boolean trained;
  private Duration training = Duration.ZERO;

  TrainerOutput(int iterations, Consumer<String> log, Consumer<CatBoostProgress> progress) {
    this.iterations = iterations;
    this.log = log;
    this.progress = progress;
  }

  void accept(String line) {
    Optional<CatBoostProgress> step = CatBoostProgress.parse(line, iterations);
    if (step.isPresent()) {
      training = Duration.ofNanos(System.nanoTime() - start);
      progress.accept(step.get());
    } else if (line.equals(TrainerProcess.TRAINED)) {
      trained = true;
    } else if (line.startsWith(TrainerProcess.FAILURE)) {
      String words = line.substring(TrainerProcess.FAILURE.length());
      failure = words.replace(TrainerProcess.BREAK, "\n");
    } else if (!line.isBlank() && !NOISE.matcher(line.strip()).matches()) {
      keep(line);
      log.accept(line);
    }
  }

  private void keep(String line) {
    if (lastLines.size() == KEPT_LINES) {
      lastLines.removeFirst();
    }
    lastLines.addLast(line);
  }

  /** Whether the model was written, whatever came after. */
  boolean trained() {
    return trained;
  }

  /** From the start of the trainer's process to its last tree. */
  Duration training() {
    return training;
  }

  /** Says that the model stands without an explanation, and why. */
  void unexplained(int code) {
    log.accept(
        "the model stands, but its library failed to explain it and ended with code %d. %s"
            .formatted(code, failure())
            .strip());
  }

  /** CatBoost's words without the places in its C++ sources; empty when it said none. */
  String failure() {
    String text = failure.isEmpty() ? usageError() : failure;
    return text.replaceAll("\\([A-Za-z:]+\\) ", "")
        .replaceAll("[\\w/.-]+\\.(cpp|h):\\d+: ", "")
        .strip();
  }

  private String usageError() {
    return lastLines.stream()
        .filter(line -> !line.startsWith(USAGE_HINT))
        .reduce("", (text, line) -> text.isEmpty() ? line : text + "; " + line);
  }
}
