package io.propensity.training;

import io.propensity.environment.Environment;
import io.propensity.figure.Canvas;
import io.propensity.job.Job;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.job.Sessions;
import io.propensity.model.Names;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.report.RunNotice;
import io.propensity.run.ExitCode;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The training job's command line. */
@Command(
    name = "train",
    mixinStandardHelpOptions = true,
    versionProvider = JobVersion.class,
    description = {
      "Turns a pipeline's raw data into a published, evaluated model version.",
      "Nothing is published unless everything succeeds."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:all steps are done",
      "64:wrong arguments",
      "65:data breaks the contract, e.g. a row does not fit the declared schema",
      "66:the pipeline, its raw data or an earlier step's table does not exist",
      "70:internal error",
      "78:wrong configuration, e.g. an unknown key in pipeline.yaml"
    })
public final class TrainingJob extends Job {

  @Option(
      names = "--pipeline",
      required = true,
      paramLabel = "DIR",
      description = "The pipeline's folder, e.g. pipelines/campaign-response.")
  private String pipeline = "";

  @Option(
      names = "--steps",
      split = ",",
      paramLabel = "STEP",
      description =
          "Which of ingest, features, train, evaluate, export to run, without a gap (default: all).")
  private List<String> steps = List.of();

  @Option(
      names = "--set",
      paramLabel = "KEY=VALUE",
      description =
          "Takes the place of a value in pipeline.yaml, e.g. algorithm.params.depth=8; may be repeated.")
  private List<String> settings = List.of();

  @Option(
      names = "--force",
      description = "Does steps again whose result stands, made of the same input in the same way.")
  private boolean force;

  @Option(
      names = "--trial",
      description = "Does everything but publish: the report says how good the model would be.")
  private boolean trial;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The run's id, r-[a-z0-9-]{1,60} (default: one made of the time).")
  private @Nullable String runId;

  @Option(
      names = "--config-api-url",
      paramLabel = "URL",
      description =
          "The service that is told of the run and of the version that it publishes (default: none is).")
  private @Nullable String configApiUrl;

  @Option(
      names = "--register",
      description = "Tells the service of the run: that of config_api in the environment.")
  private boolean register;

  private TrainingJob(Map<String, String> variables) {
    super(variables);
  }

  public static void main(String[] arguments) {
    new TrainingJob(System.getenv()).runAndExit(arguments);
  }

  /** Runs the job within this JVM, on other streams, and returns its exit code. */
  public static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new TrainingJob(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Instant start = Instant.now();
    Set<Step> chosen = chosen();
    RunId run = runId == null ? RunId.next(start) : new RunId(runId);
    Environment where = environment();
    PipelineFile file = PipelineFile.open(pipeline, where.roots(), variables(), settings);
    FolderQueries queries = new FolderQueries(file.parts(), pipeline, chosen);
    file.check(checks -> StartChecks.run(checks, file, chosen));
    file.check(checks -> queries.read(checks, Sessions.sql(where)));
    Pipeline what = file.pipeline();
    if (chosen.contains(Step.EVALUATE)) {
      requireDrawable(where);
    }
    Function<Watcher, TrainingRun.Done> work =
        watcher -> train(where, file, queries, run, start, chosen, watcher);
    Optional<ServiceWatcher> service = service(where, what, run, start);
    if (service.isPresent()) {
      service.get().during(work);
    } else {
      var unused = work.apply(Watcher.NOBODY);
    }
    return ExitCode.OK;
  }

  private Optional<ServiceWatcher> service(
      Environment where, Pipeline what, RunId run, Instant start) {
    return where
        .serviceToTell(configApiUrl, register)
        .map(api -> new ServiceWatcher(api, run, RunNotice.ofTraining(name(what), start)));
  }

  /** As the service has it: that of the pipeline's folder, where it can be one. */
  private String name(Pipeline what) {
    String folder = pipeline.replaceFirst("/+$", "").replaceFirst("(?s).*/", "");
    return Names.isName(folder) ? folder : what.name();
  }

  private TrainingRun.Done train(
      Environment where,
      PipelineFile file,
      FolderQueries queries,
      RunId run,
      Instant start,
      Set<Step> chosen,
      Watcher watcher) {
    return Sessions.with(
        "train " + file.pipeline().name(),
        where,
        spark -> {
          TrainingRun training =
              new TrainingRun(
                  spark,
                  where,
                  file.pipeline(),
                  queries,
                  provenance(spark),
                  new RunOptions(force, trial),
                  run,
                  start,
                  watcher);
          TrainingRun.Done done = file.during(() -> training.run(chosen));
          done.model().ifPresent(model -> print(model.summary() + System.lineSeparator()));
          return done;
        });
  }

  private static void requireDrawable(Environment environment) {
    if (environment.drawsFigures()) {
      Canvas.requireFonts();
    }
  }

  private Provenance provenance(SparkSession spark) {
    return Provenance.here(spark.version(), variables());
  }

  private Set<Step> chosen() {
    if (steps.isEmpty()) {
      return EnumSet.allOf(Step.class);
    }
    Set<Step> chosen =
        steps.stream()
            .map(label -> Step.of(label).orElseThrow(() -> unknown(label)))
            .collect(Collectors.toCollection(() -> EnumSet.noneOf(Step.class)));
    Set<Step> whole = EnumSet.range(Collections.min(chosen), Collections.max(chosen));
    if (!chosen.equals(whole)) {
      throw new UsageException(
          "--steps %s would leave a gap, and work on what an earlier run left: write %s"
              .formatted(labels(chosen), labels(whole)));
    }
    return chosen;
  }

  private static UsageException unknown(String step) {
    return new UsageException(
        "--steps: there is no step '%s'; the steps are %s"
            .formatted(step, labels(EnumSet.allOf(Step.class))));
  }

  private static String labels(Set<Step> steps) {
    return steps.stream().map(Step::label).collect(Collectors.joining(","));
  }
}
