package io.propensity.modelevaluation;

import io.propensity.artifact.Artifact;
import io.propensity.artifact.ArtifactStore;
import io.propensity.environment.Environment;
import io.propensity.figure.Canvas;
import io.propensity.job.Job;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.job.Sessions;
import io.propensity.model.ModelVersion;
import io.propensity.run.ExitCode;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of evaluating published versions on new labelled rows. */
@Command(
    name = "evaluate",
    mixinStandardHelpOptions = true,
    versionProvider = JobVersion.class,
    description = {
      "Measures a published version on labelled rows that it was not trained on,",
      "and how much better or worse a second one is on the same rows. Nothing is published."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the report is written",
      "64:wrong arguments",
      "65:the data does not fit the model, or the two models do not predict the same",
      "66:the model or the data does not exist",
      "70:internal error",
      "78:wrong configuration"
    })
public final class EvaluationJob extends Job {

  private static final Pattern VERSION =
      Pattern.compile("(?:models:?/)?([a-z][a-z0-9-]{0,62})/([1-9][0-9]{0,8})");

  @Option(
      names = "--model",
      required = true,
      paramLabel = "NAME/VERSION",
      description = "The version that is measured, e.g. telco-churn/3.")
  private String model = "";

  @Option(
      names = "--challenger",
      paramLabel = "NAME/VERSION",
      description = "A second version, which is measured beside the first on the same rows.")
  private @Nullable String challenger;

  @Option(
      names = "--data",
      required = true,
      paramLabel = "TABLE",
      description =
          "Labelled rows: a directory of Parquet files, or a table of the warehouse. It has the model's inputs, or its features.")
  private String data = "";

  @Option(
      names = "--label",
      paramLabel = "COLUMN",
      description = "The column of the label (default: as the model's manifest says).")
  private @Nullable String label;

  @Option(
      names = "--weight",
      paramLabel = "COLUMN",
      description = "A column that says how much a row counts.")
  private @Nullable String weight;

  @Option(
      names = "--segments",
      split = ",",
      paramLabel = "COLUMN",
      description = "Columns by whose values the rows are measured too.")
  private List<String> segments = List.of();

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "The run's id, r-[a-z0-9-]{1,60} (default: one made of the time).")
  private @Nullable String runId;

  private EvaluationJob(Map<String, String> variables) {
    super(variables);
  }

  public static void main(String[] arguments) {
    new EvaluationJob(System.getenv()).runAndExit(arguments);
  }

  /** Runs the job within this JVM, on other streams, and returns its exit code. */
  static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new EvaluationJob(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Instant now = Instant.now();
    RunId run = runId == null ? RunId.next(now) : new RunId(runId);
    ModelVersion first = version("--model", model);
    Optional<ModelVersion> second =
        Optional.ofNullable(challenger).map(given -> version("--challenger", given));
    if (second.filter(first::equals).isPresent()) {
      throw new UsageException(
          "--challenger: %s is --model itself; name another version".formatted(first));
    }
    Environment where = environment();
    if (where.drawsFigures()) {
      Canvas.requireFonts();
    }
    ModelEvaluation.Request request =
        new ModelEvaluation.Request(
            data, Optional.ofNullable(label), Optional.ofNullable(weight), segments);
    print(
        Sessions.with(
            "evaluate " + first,
            where,
            spark -> {
              ArtifactStore store =
                  new ArtifactStore(where.roots().models(), spark.sessionState().newHadoopConf());
              Artifact champion = store.open(first);
              Optional<Artifact> other = second.map(store::open);
              return new ModelEvaluation(spark, where, request, run, now).run(champion, other);
            }));
    return ExitCode.OK;
  }

  private static ModelVersion version(String option, String given) {
    Matcher matcher = VERSION.matcher(given);
    if (!matcher.matches()) {
      throw new UsageException(
          "%s %s: write NAME/VERSION, e.g. campaign-response/3".formatted(option, given));
    }
    return new ModelVersion(matcher.group(1), Integer.parseInt(matcher.group(2)));
  }
}
