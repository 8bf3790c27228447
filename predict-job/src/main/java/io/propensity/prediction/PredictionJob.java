package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.environment.Environment;
import io.propensity.environment.Roots;
import io.propensity.figure.Canvas;
import io.propensity.job.Job;
import io.propensity.job.JobCommand;
import io.propensity.job.JobVersion;
import io.propensity.job.Sessions;
import io.propensity.model.ModelPath;
import io.propensity.prediction.delivery.Destination;
import io.propensity.prediction.publication.PublishedRun;
import io.propensity.report.RunNotice;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.run.ExitCode;
import io.propensity.run.JobException;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import io.propensity.service.KnownRun;
import io.propensity.service.ServiceClient;
import io.propensity.service.ServiceRun;
import java.io.PrintWriter;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The prediction job's command line. */
@Command(
    name = "predict",
    mixinStandardHelpOptions = true,
    versionProvider = JobVersion.class,
    sortOptions = false,
    description = {
      "Scores the audience of a campaign and publishes the predictions.",
      "Nothing is published unless everything succeeds."
    },
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      " 0:the predictions are published",
      "64:wrong arguments",
      "65:data breaks the contract, e.g. an inactive campaign or an absent feature",
      "66:the campaign, the model or the users table does not exist",
      "69:the service or a store did not answer",
      "70:internal error",
      "74:no room to write, nothing is published",
      "75:the same run is still running",
      "78:wrong configuration"
    })
public final class PredictionJob extends Job {

  private static final Logger LOG = LoggerFactory.getLogger(PredictionJob.class);

  @Option(
      names = "--campaign-id",
      required = true,
      paramLabel = "N",
      description = "The campaign to score.")
  private long campaignId;

  @Option(
      names = "--campaign-revision",
      paramLabel = "N",
      description = "The revision of the campaign to score (default: the current one).")
  private @Nullable Integer campaignRevision;

  @Option(
      names = "--model",
      paramLabel = "NAME/VERSION",
      description = "Which version an alias in the campaign's model_path means in this run.")
  private @Nullable String model;

  @Option(
      names = "--config-api-url",
      paramLabel = "URL",
      description = "The service; goes before config_api.url of the environment.")
  private @Nullable String configApiUrl;

  @Option(
      names = "--run-id",
      paramLabel = "ID",
      description = "r-[a-z0-9-]{1,60}; the same id twice publishes once (default: a new one).")
  private @Nullable String runId;

  @Option(
      names = "--show",
      paramLabel = "N",
      defaultValue = "0",
      description = "Prints the first N predictions, up to 1000 (default: ${DEFAULT-VALUE}).")
  private int show;

  @Option(
      names = "--dry-run",
      description = "Tells what would be scored, and how many users that are; writes nothing.")
  private boolean dryRun;

  @ArgGroup(validate = false, heading = "%nWhom to score:%n")
  private UsersOptions users = new UsersOptions();

  @ArgGroup(validate = false, heading = "%nWhat to publish, and where:%n")
  private OutputOptions output = new OutputOptions();

  PredictionJob(Map<String, String> variables) {
    super(variables);
  }

  public static void main(String[] arguments) {
    new PredictionJob(System.getenv()).runAndExit(arguments);
  }

  /** Runs the job within this JVM, on other streams, and returns its exit code. */
  public static int run(
      Map<String, String> variables, PrintWriter out, PrintWriter err, String... arguments) {
    return JobCommand.run(new PredictionJob(variables), out, err, arguments);
  }

  @Override
  public ExitCode call() {
    Instant start = Instant.now();
    RunId run = runId == null ? RunId.next(start) : new RunId(runId);
    requireShow(show);
    Environment environment = adjusted();
    RunRequest request = request(environment);
    requireShowable(request.destination());
    ServiceClient api = new ServiceClient(environment.configApi());
    CampaignClient service = new CampaignClient(api);
    NamedModel named = new NamedModel(model, environment.roots().models());
    Campaign campaign = named.in(fetch(service));
    requireActive(campaign);
    if (dryRun) {
      return dryRun(environment, request, named.asResolvedBy(service, campaign), start);
    }
    if (environment.drawsFigures()) {
      Canvas.requireFonts();
    }
    ServiceRun known =
        new ServiceRun(
            api,
            run,
            RunNotice.ofPrediction(campaign.id(), campaign.revision(), named.given(), start));
    KnownRun writtenDown = register(known, campaign);
    known.during(
        () -> {
          requireSame("--campaign-revision", campaignRevision, writtenDown.campaignRevision(), run);
          requireSame("--model", named.given().orElse(null), writtenDown.model().orElse(null), run);
          return score(
              environment,
              request,
              asWrittenDown(service, writtenDown, campaign),
              run,
              start,
              known);
        });
    return ExitCode.OK;
  }

  private Campaign fetch(CampaignClient service) {
    requireCount("--campaign-id", campaignId, "campaigns");
    if (campaignRevision == null) {
      return service.fetch(campaignId);
    }
    requireCount("--campaign-revision", campaignRevision, "revisions");
    return service.fetch(campaignId, campaignRevision);
  }

  /**
   * The campaign of the revision, and with the version of its model, that the service has written
   * down for this run: those of its first attempt, whatever an alias points at by now.
   */
  private static Campaign asWrittenDown(CampaignClient service, KnownRun known, Campaign campaign) {
    Integer revision = known.campaignRevision();
    Campaign scored =
        revision == null || revision == campaign.revision()
            ? campaign
            : service.fetch(campaign.id(), revision);
    return known.model().map(scored::with).orElse(scored);
  }

  /** Refuses what was given for a run that is settled otherwise. */
  private static void requireSame(
      String option, @Nullable Object given, @Nullable Object settled, RunId run) {
    if (given != null && settled != null && !given.equals(settled)) {
      throw new UsageException(
          "%s %s: for run %s the service has %s: leave %s out, or choose another --run-id"
              .formatted(option, given, run, settled, option));
    }
  }

  /**
   * A service that does not hear of the run is no reason not to score, unless it has to be asked.
   */
  private static KnownRun register(ServiceRun run, Campaign campaign) {
    try {
      return run.register();
    } catch (JobException unheard) {
      if (ModelPath.isForRegistry(campaign.modelPath())) {
        throw unheard;
      }
      LOG.atLevel(unheard(unheard))
          .log("The run is not known to the service: {}", unheard.getMessage());
      return KnownRun.UNKNOWN;
    }
  }

  /** A token that is refused is somebody's mistake; a service that is away comes back. */
  static Level unheard(JobException why) {
    return why instanceof ConfigurationException ? Level.WARN : Level.INFO;
  }

  private ExitCode dryRun(
      Environment environment, RunRequest request, Campaign campaign, Instant start) {
    RunRequest settled = settled(environment, request, campaign);
    return Sessions.with(
        "predict campaign " + campaign.id(),
        environment,
        spark -> {
          print(
              new PredictionRun(spark, environment, settled, progress -> {})
                  .plan(campaign, start)
                  .summary());
          return ExitCode.OK;
        });
  }

  private ServiceRun.Outcome score(
      Environment environment,
      RunRequest request,
      Campaign campaign,
      RunId run,
      Instant start,
      ServiceRun known) {
    RunRequest settled = settled(environment, request, campaign);
    return Sessions.with(
        "predict campaign " + campaign.id(),
        environment,
        spark -> {
          PublishedRun published =
              new PredictionRun(spark, environment, settled, known::at)
                  .execute(campaign, run, start);
          print(published.summary(campaign));
          if (show > 0) {
            published.rows(spark).ifPresent(rows -> rows.show(show, false));
          }
          return new ServiceRun.Outcome(published.report(), published.page());
        });
  }

  /** With what the campaign says where the command line says nothing. */
  private RunRequest settled(Environment environment, RunRequest request, Campaign campaign) {
    Destination where = output.destination(environment, variables(), campaign);
    requireShowable(where);
    return request.of(campaign, where);
  }

  private RunRequest request(Environment environment) {
    return new RunRequest(
        users.users,
        users.table(),
        users.part(),
        users.newestBy,
        users.tolerances(),
        output.explain(),
        output.shape(),
        output.destination(environment, variables(), null),
        output.keepRuns);
  }

  private void requireShowable(Destination destination) {
    if (show > 0 && destination.appendsBlindly()) {
      throw new UsageException(
          "--show cannot read what the connector %s writes: leave it out"
              .formatted(destination.format()));
    }
  }

  private Environment adjusted() {
    Environment environment = environment();
    if (configApiUrl != null) {
      environment = environment.withConfigApiUrl(configApiUrl);
    }
    return output.output == null
        ? environment
        : environment.withOutput(Roots.absolute(output.output));
  }

  private static void requireCount(String option, long number, String what) {
    if (number < 1) {
      throw new UsageException("%s %d: %s count from 1".formatted(option, number, what));
    }
  }

  private static void requireShow(int show) {
    if (show < 0 || show > 1000) {
      throw new UsageException("--show %d is not within 0 to 1000".formatted(show));
    }
  }

  private static void requireActive(Campaign campaign) {
    if (!campaign.isActive()) {
      throw new ContractException(
          "Campaign %d '%s' is not active: set is_active to true to have it scored"
              .formatted(campaign.id(), campaign.name()));
    }
  }
}
