package io.propensity.api.run;

import io.propensity.api.campaign.CampaignLookup;
import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import io.propensity.api.run.launch.Launcher;
import io.propensity.campaign.Campaign;
import io.propensity.model.ModelVersion;
import io.propensity.report.RunKind;
import io.propensity.run.RunId;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Runs that other parts of the service ask for, within their transactions. */
@Component
public class RunStarter {

  private final RunService service;
  private final Runs runs;
  private final CampaignLookup campaigns;
  private final Pipelines pipelines;
  private final Launcher launcher;

  RunStarter(
      RunService service,
      Runs runs,
      CampaignLookup campaigns,
      Pipelines pipelines,
      Launcher launcher) {
    this.service = service;
    this.runs = runs;
    this.campaigns = campaigns;
    this.pipelines = pipelines;
    this.launcher = launcher;
  }

  /** What is run: a campaign is scored, or a pipeline trained. */
  public record Target(@Nullable Long campaignId, @Nullable String pipeline) {

    public RunKind kind() {
      return campaignId == null ? RunKind.TRAINING : RunKind.PREDICTION;
    }

    @Override
    public String toString() {
      return campaignId == null ? "pipeline " + pipeline : "campaign " + campaignId;
    }
  }

  /**
   * A run that is wanted.
   *
   * @param inTurn whether it waits until no run of its target that was asked for before is under
   *     way
   */
  public record Wish(
      RunId runId, Target target, Map<String, Object> options, String requestedBy, boolean inTurn) {

    public Wish {
      options = Collections.unmodifiableMap(new LinkedHashMap<>(options));
    }
  }

  /** Whether this service starts jobs. */
  public boolean startsJobs() {
    return launcher.concurrency() > 0;
  }

  /** Refuses with 409 where this service starts no jobs. */
  public void requireLauncher() {
    service.requireLauncher();
  }

  /** Reads the options of a run, and adds what is wrong to {@code errors}. */
  public Map<String, Object> options(RunKind kind, JsonNode options, List<InvalidField> errors) {
    return RunOptions.read(kind, options, errors);
  }

  /** Why there is no such target, if so. */
  public Optional<String> absence(Target target) {
    Long campaign = target.campaignId();
    if (campaign != null) {
      return campaigns.find(campaign).isPresent()
          ? Optional.empty()
          : Optional.of("There is no campaign %d, or it is archived".formatted(campaign));
    }
    try {
      pipelines.require(String.valueOf(target.pipeline()));
      return Optional.empty();
    } catch (ProblemException absent) {
      return Optional.ofNullable(absent.getBody().getDetail());
    }
  }

  /** Why a target is not run for now, by the wish of its owner. */
  public Optional<String> rest(Target target) {
    Long id = target.campaignId();
    if (id == null) {
      return Optional.empty();
    }
    Optional<Campaign> campaign = campaigns.find(id);
    if (campaign.isEmpty()) {
      return Optional.of("Campaign %d is archived".formatted(id));
    }
    return campaign.get().isActive()
        ? Optional.empty()
        : Optional.of("Campaign %d is not active".formatted(id));
  }

  /** The run of a target that was asked for first of those that wait or are under way. */
  public Optional<RunId> underWay(Target target) {
    return runs.underWay(target.campaignId(), target.pipeline());
  }

  /** A run that somebody asked for and that waits for its turn. */
  public Optional<RunId> waitingOf(String requestedBy) {
    return runs.waitingOf(requestedBy);
  }

  /**
   * Puts a run into the queue, unless it is there already.
   *
   * @throws ProblemException when it cannot be started now
   */
  public void start(Wish wish) {
    service.queue(order(wish));
    if (wish.inTurn()) {
      runs.waitInTurn(wish.runId());
    }
  }

  private RunOrder order(Wish wish) {
    Long campaign = wish.target().campaignId();
    if (campaign != null) {
      return scoring(wish, campaigns.require(campaign));
    }
    String pipeline = String.valueOf(wish.target().pipeline());
    pipelines.require(pipeline);
    return RunOrder.training(wish.runId(), pipeline, wish.options(), wish.requestedBy());
  }

  /** Settles which version is scored with, unless the run is there already. */
  private RunOrder scoring(Wish wish, Campaign campaign) {
    boolean known = runs.find(wish.runId()).isPresent();
    ModelVersion model = known ? null : campaigns.settle(campaign).orElse(null);
    return RunOrder.scoring(wish.runId(), campaign, model, wish.options(), wish.requestedBy());
  }
}
