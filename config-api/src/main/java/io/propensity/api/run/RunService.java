package io.propensity.api.run;

import io.propensity.api.campaign.CampaignLookup;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.api.web.CurrentUser;
import io.propensity.campaign.Campaign;
import io.propensity.report.RunKind;
import io.propensity.report.RunNotice;
import io.propensity.report.RunState;
import io.propensity.run.RunId;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Service;
import tools.jackson.databind.JsonNode;

/** What clients and jobs do with runs. */
@Service
class RunService {

  private final Runs runs;
  private final CampaignLookup campaigns;
  private final Pipelines pipelines;
  private final Launcher launcher;
  private final CurrentUser user;
  private final Clock clock;

  RunService(
      Runs runs,
      CampaignLookup campaigns,
      Pipelines pipelines,
      Launcher launcher,
      CurrentUser user,
      Clock clock) {
    this.runs = runs;
    this.campaigns = campaigns;
    this.pipelines = pipelines;
    this.launcher = launcher;
    this.user = user;
    this.clock = clock;
  }

  Run score(long campaignId, @Nullable JsonNode body) {
    RunRequests.Asked asked = RunRequests.read(body, RunKind.PREDICTION, clock.instant());
    Campaign campaign = campaigns.require(campaignId);
    if (!campaign.isActive()) {
      throw ProblemException.conflict(
          "Campaign %d is not active: set is_active to true to have it scored"
              .formatted(campaignId));
    }
    return queue(
        new RunOrder(
            asked.runId(),
            RunKind.PREDICTION,
            campaignId,
            campaign.revision(),
            null,
            asked.options(),
            user.name()));
  }

  Run train(String pipeline, @Nullable JsonNode body) {
    RunRequests.Asked asked = RunRequests.read(body, RunKind.TRAINING, clock.instant());
    pipelines.require(pipeline);
    return queue(
        new RunOrder(
            asked.runId(), RunKind.TRAINING, null, null, pipeline, asked.options(), user.name()));
  }

  /** Asks for a run; the same id again is the same run. */
  Run queue(RunOrder order) {
    requireLauncher();
    runs.add(order, launcher.name(), clock.instant());
    Run run = get(order.runId());
    if (!run.isOf(order)) {
      throw ProblemException.conflict(
          "Run %s was asked for before, of something else or with other options: choose another run_id"
              .formatted(order.runId()));
    }
    return run;
  }

  Run get(RunId id) {
    return runs.find(id)
        .orElseThrow(() -> ProblemException.notFound("There is no run %s".formatted(id)));
  }

  List<Run> list(RunQuery query) {
    return runs.list(query);
  }

  Run cancel(RunId id) {
    Run run = get(id);
    if (run.state() == RunStatus.RUNNING && run.isByHand()) {
      throw ProblemException.conflict(
          "Run %s was started by hand: end its process where it runs".formatted(id));
    }
    if (run.state() == RunStatus.SUCCEEDED || run.state() == RunStatus.FAILED) {
      throw ProblemException.conflict("Run %s is over: it %s".formatted(id, ended(run)));
    }
    if (!runs.cancelQueued(id, clock.instant())) {
      runs.requestCancel(id, clock.instant());
    }
    return get(id);
  }

  Run retry(RunId id) {
    requireLauncher();
    Run run = get(id);
    if (run.campaignId() != null) {
      campaigns.require(run.campaignId());
    }
    if (!runs.retry(id, launcher.name(), clock.instant())) {
      throw ProblemException.conflict(
          "Run %s is %s: what failed or was cancelled can be retried".formatted(id, run.state()));
    }
    return get(id);
  }

  /** Takes what a job says of itself; a run that nobody asked for here is registered. */
  Run hear(RunId id, RunNotice notice) {
    if (notice.report() != null && !notice.report().runId().equals(id)) {
      throw ProblemException.badRequest(
          "report.run_id is %s, of another run than %s".formatted(notice.report().runId(), id));
    }
    if (notice.campaignId() != null) {
      campaigns.require(notice.campaignId());
    }
    boolean isNew =
        runs.register(
            new RunOrder(
                id,
                notice.kind(),
                notice.campaignId(),
                notice.campaignRevision(),
                notice.pipeline(),
                Map.of(),
                user.name()),
            micros(notice.startedAt()),
            clock.instant());
    Run run = get(id);
    requireSame(run, notice);
    if (!isNew) {
      runs.revive(id, micros(notice.startedAt()));
    }
    runs.hear(id, notice, clock.instant());
    Run heard = get(id);
    if (heard.isByHand() && notice.state() != null) {
      RunStatus over =
          notice.state() == RunState.SUCCEEDED ? RunStatus.SUCCEEDED : RunStatus.FAILED;
      runs.finish(heard, over, notice.exitCode(), notice.message(), null, clock.instant());
    }
    return get(id);
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
