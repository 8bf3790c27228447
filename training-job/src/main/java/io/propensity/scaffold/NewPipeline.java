package io.propensity.scaffold;

import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.pipeline.PipelineFile;
import io.propensity.run.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The command line that makes a pipeline's folder of a file. */
@Command(
    name = "new-pipeline",
    mixinStandardHelpOptions = true,
    versionProvider = JobVersion.class,
    description = {
      "Looks at a CSV or Parquet file and writes a pipeline that trains on it at once.",
      "The comments of its pipeline.yaml say what was decided and why."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the folder is written",
      "64:wrong arguments, e.g. a folder that is there already",
      "65:no pipeline can be made of the file",
      "66:the file does not exist",
      "70:internal error",
      "78:wrong configuration"
    })
public final class NewPipeline implements Callable<ExitCode> {

  @Parameters(
      index = "0",
      paramLabel = "FILE",
      description = "A CSV file, as it is or packed, or a file or a directory of Parquet.")
  private String file = "";

  @Option(
      names = "--label",
      required = true,
      paramLabel = "COLUMN",
      description = "What is to be predicted; c1, c2 and so on in a file without a header.")
  private String label = "";

  @Option(
      names = "--positive",
      paramLabel = "VALUE",
      description = "Of two labels, the one whose probability is the score (default: guessed).")
  private @Nullable String positive;

  @Option(
      names = "--key",
      split = ",",
      paramLabel = "COLUMN",
      description = "The columns that name a row, or generated (default: found by looking).")
  private List<String> key = List.of();

  @Option(
      names = "--name",
      paramLabel = "NAME",
      description = "The pipeline's name (default: made of the file's).")
  private @Nullable String name;

  @Option(
      names = "--to",
      paramLabel = "DIR",
      defaultValue = "pipelines",
      description = "Where the folder is made (default: ${DEFAULT-VALUE}).")
  private Path parent = Path.of("pipelines");

  @Option(
      names = "--env",
      paramLabel = "FILE",
      defaultValue = "conf/local.yaml",
      description = "The environment file (default: ${DEFAULT-VALUE}).")
  private String environment = "";

  @Spec private @Nullable CommandSpec spec;

  private final Map<String, String> variables;

  private NewPipeline(Map<String, String> variables) {
    this.variables = variables;
  }

  public static void main(String[] arguments) {
    int code = JobCommand.run(new NewPipeline(System.getenv()), arguments);
    if (code != ExitCode.OK.code()) {
      System.exit(code);
    }
  }

  /** Runs the command within this JVM, on other streams, and returns its exit code. */
  static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new NewPipeline(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Environment where = Environment.read(environment, variables);
    Roots roots = where.roots();
    PipelineFolder folder = PipelineFolder.of(parent, name, file);
    Sighting sighting = new Sighting(where, label, Optional.ofNullable(positive), key);
    PipelineDraft draft = sighting.draft(file, folder.name());
    Path written =
        folder.write(
            PipelineYaml.of(draft),
            made -> PipelineFile.read(made.toString(), roots, variables, List.of()));
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Summary.of(draft).forEach(out::println);
    out.printf(
        "Wrote %s; train with scripts/train.sh %s%n", written.resolve(PipelineFile.NAME), written);
    out.flush();
    return ExitCode.OK;
  }
}
