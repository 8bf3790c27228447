package io.propensity.outcomes;

import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.figure.Canvas;
import io.propensity.job.Job;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.job.Sessions;
import io.propensity.json.Json;
import io.propensity.run.ExitCode;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.propensity.service.ServiceClient;
import io.propensity.service.ServiceDocuments;
import java.io.PrintWriter;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line of telling what came of a run. */
@Command(
    name = "outcomes",
    mixinStandardHelpOptions = true,
    versionProvider = JobVersion.class,
    sortOptions = false,
    description = {
      "Joins who responded with what a run predicted and who was treated, and reports response by",
      "decile, lift and gain, calibration since training, and the uplift over the control group.",
      "A report of the same run takes the place of the earlier one."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the report is written",
      "64:wrong arguments",
      "65:the outcomes do not fit the run, or are not what the options say",
      "66:the run, its model or the outcomes do not exist",
      "70:internal error",
      "78:wrong configuration"
    })
public final class OutcomesJob extends Job {

  @Option(
      names = "--campaign-id",
      required = true,
      paramLabel = "N",
      description = "The campaign that was scored.")
  private long campaignId;

  @Option(
      names = "--run-id",
      required = true,
      paramLabel = "ID",
      description = "The published run of it whose users were addressed.")
  private String runId = "";

  @Option(
      names = "--output",
      paramLabel = "URI",
      description =
          "The output root that the run was published to; goes before roots.output of the"
              + " environment.")
  private @Nullable String output;

  @Option(
      names = "--config-api-url",
      paramLabel = "URL",
      description = "The service that is given the report, and shows it (default: none is).")
  private @Nullable String configApiUrl;

  @Option(
      names = "--register",
      description = "Gives the service the report: that of config_api in the environment.")
  private boolean register;

  @ArgGroup(validate = false, multiplicity = "1", heading = "%nWhat users did:%n")
  private OutcomesOptions outcomes = new OutcomesOptions();

  private OutcomesJob(Map<String, String> variables) {
    super(variables);
  }

  public static void main(String[] arguments) {
    new OutcomesJob(System.getenv()).runAndExit(arguments);
  }

  /** Runs the job within this JVM, on other streams, and returns its exit code. */
  static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new OutcomesJob(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Instant now = Instant.now().truncatedTo(ChronoUnit.MICROS);
    RunId run = new RunId(runId);
    if (campaignId < 1) {
      throw new UsageException("--campaign-id %d: campaigns count from 1".formatted(campaignId));
    }
    OutcomesRequest request =
        new OutcomesRequest(
            campaignId, run, outcomes.outcomes, outcomes.table(), outcomes.columns());
    Environment environment =
        output == null ? environment() : environment().withOutput(Roots.absolute(output));
    if (environment.drawsFigures()) {
      Canvas.requireFonts();
    }
    Optional<ServiceDocuments> service =
        environment
            .serviceToTell(configApiUrl, register)
            .map(api -> new ServiceDocuments(new ServiceClient(api), run));
    OutcomesRun.Told told =
        Sessions.with(
            "outcomes of " + run,
            environment,
            spark -> new OutcomesRun(spark, environment, request).execute(now));
    print(told.summary());
    service.ifPresent(documents -> documents.send("outcomes", Json.write(told.findings())));
    return ExitCode.OK;
  }
}
