package io.propensity.scaffold;

import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.job.Job;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.pipeline.PipelineFile;
import io.propensity.run.ExitCode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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
public final class NewPipeline extends Job {

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

  private NewPipeline(Map<String, String> variables) {
    super(variables);
  }

  public static void main(String[] arguments) {
    new NewPipeline(System.getenv()).runAndExit(arguments);
  }

  /** Runs the command within this JVM, on other streams, and returns its exit code. */
  public static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new NewPipeline(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Environment where = environment();
    Roots roots = where.roots();
    PipelineFolder folder = PipelineFolder.of(parent, name, file);
    Sighting sighting = new Sighting(where, label, Optional.ofNullable(positive), key);
    PipelineDraft draft = sighting.draft(file, folder.name());
    Path written =
        folder.write(
            PipelineYaml.of(draft),
            made -> PipelineFile.read(made.toString(), roots, variables(), List.of()));
    Summary.of(draft).forEach(line -> print(line + System.lineSeparator()));
    print(
        "Wrote %s; train with scripts/train.sh %s%n"
            .formatted(written.resolve(PipelineFile.NAME), written));
    return ExitCode.OK;
  }
}
