package io.propensity.modelimport;

import io.propensity.algorithm.WorkDirectory;
import io.propensity.artifact.ArtifactStore;
import io.propensity.environment.Environment;
import io.propensity.job.Job;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.job.Sessions;
import io.propensity.model.ModelVersion;
import io.propensity.model.Names;
import io.propensity.run.ExitCode;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.propensity.table.Tables;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** The command line of importing a model that was trained elsewhere. */
@Command(
    name = "import-model",
    mixinStandardHelpOptions = true,
    versionProvider = JobVersion.class,
    description = {
      "Publishes a CatBoost model that was trained elsewhere, so that campaigns can be scored with it.",
      "Features, their order and kinds, and the classes are the model's own; types are the sample's."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the model is published",
      "64:wrong arguments",
      "65:the model cannot be scored here, or the sample does not fit it",
      "66:the model or the sample does not exist",
      "70:internal error",
      "78:wrong configuration"
    })
public final class ImportJob extends Job {

  @Parameters(
      paramLabel = "MODEL",
      description =
          "A .cbm file, or the directory of an MLflow model of flavor catboost; a path or a URI such as hdfs://, s3a://.")
  private String model = "";

  @Option(names = "--name", required = true, paramLabel = "NAME", description = "The model's name.")
  private String name = "";

  @Option(
      names = "--key",
      required = true,
      split = ",",
      paramLabel = "COLUMN",
      description = "The columns that name a row of the users table.")
  private List<String> key = List.of();

  @Option(
      names = "--sample",
      required = true,
      paramLabel = "TABLE",
      description =
          "Users as they will be scored: a directory or file of Parquet. It gives the types and what later runs are compared with.")
  private String sample = "";

  @Option(
      names = "--positive",
      paramLabel = "CLASS",
      description = "Of two classes, the one whose probability is the score.")
  private @Nullable String positive;

  @Option(
      names = "--float-categories",
      paramLabel = "1|1.0",
      description = "How a category that is a float was written for the model.")
  private @Nullable String floats;

  @Option(
      names = "--boolean-categories",
      paramLabel = "1|True|true",
      description = "How a category that is a boolean was written for the model.")
  private @Nullable String booleans;

  @Option(
      names = "--null-category",
      paramLabel = "TEXT",
      description = "The text that stood for a missing category, e.g. nan.")
  private @Nullable String missing;

  private ImportJob(Map<String, String> variables) {
    super(variables);
  }

  public static void main(String[] arguments) {
    new ImportJob(System.getenv()).runAndExit(arguments);
  }

  /** Runs the job within this JVM, on other streams, and returns its exit code. */
  public static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new ImportJob(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Instant now = Instant.now();
    Names.require("Model", name);
    CategoryForms forms =
        new CategoryForms(
            oneOf("--float-categories", floats, List.of("1", "1.0")),
            oneOf("--boolean-categories", booleans, List.of("1", "True", "true")),
            Optional.ofNullable(missing));
    Environment where = environment();
    ModelImport.Request request =
        new ModelImport.Request(
            name,
            model,
            ModelSource.read(model, Sessions.hadoop(where)),
            key,
            Optional.ofNullable(positive),
            forms);
    ForeignModel.of(request.source(), request.cbm());
    ModelVersion version =
        Sessions.with(
            "import " + name,
            where,
            spark -> {
              ArtifactStore store =
                  new ArtifactStore(where.roots().models(), spark.sessionState().newHadoopConf());
              SampleTable users =
                  new SampleTable(
                      Tables.read(spark, "sample", sample, "pass --sample TABLE of Parquet files"));
              try (WorkDirectory work = WorkDirectory.create()) {
                return new ModelImport(spark, store)
                    .run(request, users, RunId.next(now), now, work.directory("artifact"));
              }
            });
    print("Published models/%s%n".formatted(version));
    return ExitCode.OK;
  }

  private static Optional<String> oneOf(
      String option, @Nullable String value, List<String> allowed) {
    if (value != null && !allowed.contains(value)) {
      throw new UsageException(
          "%s %s: write one of %s".formatted(option, value, String.join(", ", allowed)));
    }
    return Optional.ofNullable(value);
  }
}
