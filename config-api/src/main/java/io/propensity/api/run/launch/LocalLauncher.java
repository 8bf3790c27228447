package io.propensity.api.run.launch;

import io.propensity.api.LauncherSettings;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Starts jobs as processes of this machine, each under a shell that outlives the service: it waits
 * for a word before it begins, keeps the log, and leaves the exit code in a file when all is over.
 */
final class LocalLauncher implements Launcher {

  private static final Sighting GONE =
      new Sighting.Gone(
          "Its process is gone and left no exit code: it was killed, or the machine was started"
              + " anew. Retry it: a run publishes once, however often it is tried");
  private static final String LOG = "log";
  private static final String EXIT_CODE = "exit-code";
  private static final String REQUEST = "PROPENSITY_REQUEST_ID";

  /**
   * $0 is the directory of the run's files, the rest the command. The word comes on standard input;
   * without it nothing is begun.
   */
  private static final String SHELL =
      """
      read -r word || exit 75
      trap '' HUP INT
      [ -z "$PROPENSITY_REQUEST_ID" ] || echo "Asked for by request $PROPENSITY_REQUEST_ID" >>"$0/log"
      "$@" </dev/null >>"$0/log" 2>&1
      echo $? >"$0/exit-code.part" && mv "$0/exit-code.part" "$0/exit-code"
      """;

  private final LauncherSettings settings;
  private final Path directory;
  private final Map<String, String> variables;
  private final Supplier<String> service;

  /**
   * A launcher that keeps its runs' files.
   *
   * @param directory one folder a run
   * @param variables for the job's process, beside the service's own
   * @param service where its jobs reach the service
   */
  LocalLauncher(
      LauncherSettings settings,
      Path directory,
      Map<String, String> variables,
      Supplier<String> service) {
    this.settings = settings;
    this.directory = directory.toAbsolutePath();
    this.variables = Map.copyOf(variables);
    this.service = service;
  }

  @Override
  public String name() {
    return "local";
  }

  @Override
  public int concurrency() {
    return settings.concurrency();
  }

  @Override
  public Prepared prepare(Job job) {
    Path home = settings.directory();
    Path script =
        home.resolve("scripts")
            .resolve(job.kind() == RunKind.PREDICTION ? "predict.sh" : "train.sh");
    if (!Files.isExecutable(script)) {
      throw new LaunchException(
          "There is no %s: set propensity.launcher.home to the checkout whose jobs are built"
              .formatted(script));
    }
    Path files = files(job.run(), job.attempt());
    try {
      Files.createDirectories(files);
      ProcessBuilder builder =
          new ProcessBuilder(command(job, script, files))
              .directory(home.toFile())
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .redirectError(ProcessBuilder.Redirect.DISCARD);
      builder.environment().keySet().removeIf(LocalLauncher::isSecretOfTheService);
      builder.environment().putAll(variables);
      builder.environment().remove(REQUEST);
      job.request().ifPresent(id -> builder.environment().put(REQUEST, id));
      return new Waiting(builder.start());
    } catch (IOException failure) {
      throw new LaunchException(
          "Cannot start %s: %s".formatted(script, failure.getMessage()), failure);
    }
  }

  private List<String> command(Job job, Path script, Path files) {
    List<String> command =
        new ArrayList<>(List.of("/bin/sh", "-c", SHELL, files.toString(), script.toString()));
    if (job.pipeline() != null) {
      command.add("pipelines/" + job.pipeline());
    }
    command.addAll(job.arguments());
    command.add("--config-api-url=" + service.get());
    command.addAll(List.of("--env", settings.environment()));
    return command;
  }

  /** What a job has no use for: the way into the database, and the first admin's token. */
  private static boolean isSecretOfTheService(String variable) {
    return variable.startsWith("SPRING_")
        || variable.equals("PROPENSITY_ADMIN_TOKEN")
        || variable.equals("PROPENSITY_NOTIFICATION_KEY");
  }

  @Override
  public Sighting look(RunId run, int attempt, Handle handle) {
    Optional<Sighting> ended = exitCode(run, attempt);
    if (ended.isPresent()) {
      return ended.get();
    }
    if (process(handle).isPresent()) {
      return new Sighting.Alive();
    }
    return exitCode(run, attempt).orElse(GONE); // it may have ended meanwhile
  }

  @Override
  public void stop(Handle handle) {
    process(handle)
        .ifPresent(
            shell -> {
              List<ProcessHandle> below = shell.descendants().toList();
              if (below.isEmpty()) {
                shell.destroy();
              }
              below.forEach(ProcessHandle::destroy);
            });
  }

  @Override
  public List<String> log(RunId run, int attempt, int lines) {
    Path log = files(run, attempt).resolve(LOG);
    try {
      return Files.exists(log) ? LogTail.of(log, lines) : List.of();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  private Path files(RunId run, int attempt) {
    return directory.resolve(run.value()).resolve("attempt-" + attempt);
  }

  private Optional<Sighting> exitCode(RunId run, int attempt) {
    Path file = files(run, attempt).resolve(EXIT_CODE);
    try {
      return Files.exists(file)
          ? Optional.of(new Sighting.Ended(Integer.parseInt(Files.readString(file).strip())))
          : Optional.empty();
    } catch (IOException failure) {
      throw new UncheckedIOException(failure);
    }
  }

  /** The very process, while it lives: its number, and the time at which that one was started. */
  private static Optional<ProcessHandle> process(Handle handle) {
    return handle instanceof Handle.LocalProcess known
        ? ProcessHandle.of(known.pid())
            .filter(ProcessHandle::isAlive)
            .filter(process -> startedAt(process).filter(known.startedAt()::equals).isPresent())
        : Optional.empty();
  }

  private static Optional<Instant> startedAt(ProcessHandle process) {
    return process.info().startInstant();
  }

  private static final class Waiting implements Prepared {

    private final Process process;
    private final Handle handle;

    Waiting(Process process) {
      this.process = process;
      this.handle =
          new Handle.LocalProcess(
              process.pid(),
              startedAt(process.toHandle())
                  .orElseThrow(
                      () ->
                          new LaunchException(
                              "The system does not tell when a process was started")));
    }

    @Override
    public Handle handle() {
      return handle;
    }

    @Override
    public void leave() {
      process.destroy();
    }

    @Override
    public Handle go() {
      try (OutputStream word = process.getOutputStream()) {
        word.write("go\n".getBytes(StandardCharsets.UTF_8));
        return handle;
      } catch (IOException failure) {
        throw new LaunchException(
            "The process ended before it began: " + failure.getMessage(), failure);
      }
    }
  }
}
