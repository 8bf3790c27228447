package io.propensity.api.run;

import io.propensity.api.PropensitySettings;
import io.propensity.api.audit.RoutineWrite;
import io.propensity.api.campaign.CampaignLookup;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.web.CurrentUser;
import io.propensity.campaign.Campaign;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunKind;
import io.propensity.report.RunNotice;
import io.propensity.report.RunState;
import io.propensity.run.RunId;
import io.propensity.run.UsageException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** What clients and jobs do with runs. */
@Service
public class RunService {

  /** After which somebody may ask again who found the queue full. */
  private static final long QUEUE_SECONDS = 30;

  private final Runs runs;
  private final CampaignLookup campaigns;
  private final Pipelines pipelines;
  private final Launcher launcher;
  private final CurrentUser user;
  private final Clock clock;
  private final int queue;

  RunService(
      Runs runs,
      CampaignLookup campaigns,
      Pipelines pipelines,
      Launcher launcher,
      CurrentUser user,
      Clock clock,
      PropensitySettings settings) {
    this.runs = runs;
    this.campaigns = campaigns;
    this.pipelines = pipelines;
    this.launcher = launcher;
    this.user = user;
    this.clock = clock;
    this.queue = settings.runs().queue();
  }

  /** Queues a run of a campaign with the version that its model is taken for now. */
  @Transactional
  public Run score(long campaignId, @Nullable JsonNode body) {
    RunRequests.Asked asked = RunRequests.read(body, RunKind.PREDICTION, clock.instant());
    Campaign campaign = campaigns.require(campaignId);
    Optional<Run> before = runs.find(asked.runId());
    return before.isEmpty()
        ? queue(settled(campaign, asked))
        : sameOrConflict(before.get(), order(campaign, null, asked));
  }

  private RunOrder settled(Campaign campaign, RunRequests.Asked asked) {
    if (!campaign.isActive()) {
      throw ProblemException.conflict(
          "Campaign %d is not active: set is_active to true to have it scored"
              .formatted(campaign.id()));
    }
    return order(campaign, campaigns.settle(campaign).orElse(null), asked);
  }

  private RunOrder order(Campaign campaign, @Nullable ModelVersion model, RunRequests.Asked asked) {
    return RunOrder.scoring(asked.runId(), campaign, model, asked.options(), user.name());
  }

  public Run train(String pipeline, @Nullable JsonNode body) {
    RunRequests.Asked asked = RunRequests.read(body, RunKind.TRAINING, clock.instant());
    pipelines.require(pipeline);
    return queue(RunOrder.training(asked.runId(), pipeline, asked.options(), user.name()));
  }

  /** Asks for a run; the same id again is the same run. */
  Run queue(RunOrder order) {
    requireLauncher();
    Optional<Run> before = runs.find(order.runId());
    if (before.isEmpty()) {
      requireRoom();
      runs.add(order, launcher.name(), clock.instant());
    }
    return sameOrConflict(before.orElseGet(() -> get(order.runId())), order);
  }

  private void requireRoom() {
    if (runs.isFull(queue)) {
      throw ProblemException.unavailable(
          "%d runs wait for their turn, as many as may: ask again when some have begun, or raise propensity.runs.queue"
              .formatted(queue),
          QUEUE_SECONDS);
    }
  }

  private static Run sameOrConflict(Run run, RunOrder order) {
    if (!run.isOf(order)) {
      throw ProblemException.conflict(
          "Run %s was asked for before, of something else or with other options: choose another run_id"
              .formatted(order.runId()));
    }
    return run;
  }

  /** The id that an address names; one that cannot be is as absent as one that never was. */
  public static RunId id(String text) {
    try {
      return new RunId(text);
    } catch (UsageException refused) {
      throw ProblemException.notFound("There is no run '%s'".formatted(text));
    }
  }

  public Run get(RunId id) {
    return find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no run %s".formatted(id)));
  }

  public Optional<Run> find(RunId id) {
    return runs.find(id);
  }

  public List<Run> list(RunQuery query) {
    return runs.list(query);
  }

  /** Ends a run; a job that was started by hand hears of it when it next tells of itself. */
  public Run cancel(RunId id) {
    Run run = get(id);
    if (run.state() == RunStatus.SUCCEEDED || run.state() == RunStatus.FAILED) {
      throw ProblemException.conflict("Run %s is over: it %s".formatted(id, ended(run)));
    }
    if (!runs.cancelQueued(id, clock.instant())) {
      runs.requestCancel(id, clock.instant());
    }
    return get(id);
  }

  /** Tries a run again as it was settled: the same revision with the same version. */
  @Transactional
  public Run retry(RunId id) {
    requireLauncher();
    Run run = get(id);
    if (run.isByHand()) {
      throw ProblemException.conflict(
          "Run %s was started by hand: start it again where it was started".formatted(id));
    }
    if (run.state() == RunStatus.FAILED || run.state() == RunStatus.CANCELLED) {
      requireRoom();
    }
    ModelVersion model = run.campaignId() == null ? null : settledAgain(run, run.campaignId());
    if (!runs.retry(id, model, launcher.name(), clock.instant())) {
      throw ProblemException.conflict(
          "Run %s is %s: what failed or was cancelled can be retried".formatted(id, run.state()));
    }
    return get(id);
  }

  private @Nullable ModelVersion settledAgain(Run run, long campaignId) {
    Campaign campaign = campaigns.require(campaignId, run.campaignRevision());
    return campaigns
        .settle(run.model() == null ? campaign : campaign.with(run.model().modelVersion()))
        .orElse(null);
  }

  /** Takes what a job says of itself; a run that nobody asked for here is registered. */
  @Transactional
  Run hear(RunId id, RunNotice notice) {
    if (notice.report() != null && !notice.report().runId().equals(id)) {
      throw ProblemException.badRequest(
          "report.run_id is %s, of another run than %s".formatted(notice.report().runId(), id));
    }
    boolean isNew =
        runs.find(id).isEmpty()
            && runs.register(heardOf(id, notice), micros(notice.startedAt()), clock.instant());
    Run run = get(id);
    requireSame(run, notice);
    if (!isNew) {
      runs.revive(id, micros(notice.startedAt()));
    }
    runs.hear(id, notice, clock.instant());
    if (!isNew && notice.state() == null) {
      RoutineWrite.mark();
    }
    Run heard = get(id);
    if (heard.isByHand() && notice.state() != null) {
      finish(heard, notice);
    }
    return get(id);
  }

  private void finish(Run run, RunNotice notice) {
    boolean isWell = notice.state() == RunState.SUCCEEDED;
    RunStatus over = isWell ? RunStatus.SUCCEEDED : RunStatus.FAILED;
    String message = notice.message();
    if (run.cancelRequested()) {
      over = RunStatus.CANCELLED;
      message = isWell ? RunSupervisor.doneBefore(run) : message;
    }
    runs.finish(run, over, notice.exitCode(), message, null, clock.instant());
  }

  /** A run that was started by hand is settled when it is first heard of. */
  private RunOrder heardOf(RunId id, RunNotice notice) {
    if (notice.campaignId() == null) {
      return order(id, notice, null, null);
    }
    Campaign campaign = campaigns.require(notice.campaignId(), notice.campaignRevision());
    Optional<ModelVersion> model =
        notice.model().isPresent() ? notice.model() : campaigns.settleByHand(campaign);
    return order(id, notice, campaign.revision(), model.orElse(null));
  }

  private RunOrder order(
      RunId id, RunNotice notice, @Nullable Integer revision, @Nullable ModelVersion model) {
    return new RunOrder(
        id,
        notice.kind(),
        notice.campaignId(),
        revision,
        notice.pipeline(),
        model,
        Map.of(),
        user.name());
  }

  private static void requireSame(Run run, RunNotice notice) {
    boolean same =
        run.kind() == notice.kind()
            && Objects.equals(run.campaignId(), notice.campaignId())
            && Objects.equals(run.pipeline(), notice.pipeline());
    if (!same) {
      throw ProblemException.conflict(
          "Run %s is of something else: choose another --run-id".formatted(run.runId()));
    }
  }

  void requireLauncher() {
    if (launcher.concurrency() == 0) {
      throw ProblemException.conflict(
          "This service starts no jobs: set propensity.launcher.type to local, or start the job by hand, which registers itself here");
    }
  }

  private static String ended(Run run) {
    return run.state() == RunStatus.SUCCEEDED ? "succeeded" : "failed";
  }

  /** As PostgreSQL keeps times. */
  private static Instant micros(Instant time) {
    return time.truncatedTo(ChronoUnit.MICROS);
  }
}
