package io.propensity.api.campaign;

import io.propensity.api.PropensitySettings;
import io.propensity.api.model.ModelAnswer;
import io.propensity.api.model.NamedModels;
import io.propensity.api.problem.ProblemException;
import io.propensity.campaign.Campaign;
import io.propensity.model.ModelPath;
import io.propensity.model.ModelReference;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/** Campaigns as other parts of the service see them. */
@Component
public class CampaignLookup {

  private final CampaignStore store;
  private final CampaignHistory history;
  private final NamedModels models;
  private final String modelsRoot;

  CampaignLookup(
      CampaignStore store,
      CampaignHistory history,
      NamedModels models,
      PropensitySettings settings) {
    this.store = store;
    this.history = history;
    this.models = models;
    this.modelsRoot = settings.modelsRoot();
  }

  /** The campaign as it stands, or the problem that there is none, or that it is archived. */
  public Campaign require(long id) {
    return store.get(id);
  }

  /** The campaign as it was in a revision, the current one where none is given. */
  public Campaign require(long id, @Nullable Integer revision) {
    Campaign current = require(id);
    return revision == null || revision == current.revision()
        ? current
        : history.campaign(id, revision);
  }

  /**
   * The version that a run of the campaign is to score with, which cannot be deleted before the
   * transaction ends; empty where only the job can tell, whose models root is another.
   *
   * @throws ProblemException 409 when the campaign cannot be scored now
   */
  public Optional<ModelVersion> settle(Campaign campaign) {
    Optional<ModelReference> named = reference(campaign);
    if (named.isEmpty()) {
      return Optional.empty();
    }
    ModelReference reference = named.get();
    ModelAnswer answer = models.settle(reference);
    if (answer instanceof ModelAnswer.Found found) {
      return Optional.of(found.version());
    }
    if (answer instanceof ModelAnswer.Refused refused) {
      throw unscorable(campaign, refused.reason());
    }
    if (reference instanceof ModelReference.Version version) {
      return Optional.of(version.version());
    }
    throw unscorable(
        campaign,
        "model %s is not in the registry: POST /models/scan registers what is published"
            .formatted(reference));
  }

  /** As {@link #settle}, of a job that is under way: the version that it names is what it uses. */
  public Optional<ModelVersion> settleByHand(Campaign campaign) {
    return reference(campaign)
        .flatMap(
            reference ->
                reference instanceof ModelReference.Version named
                    ? Optional.of(named.version())
                    : settle(campaign));
  }

  private Optional<ModelReference> reference(Campaign campaign) {
    try {
      return Optional.of(ModelPath.reference(campaign.modelPath(), modelsRoot));
    } catch (ContractException elsewhere) {
      return Optional.empty();
    }
  }

  private static ProblemException unscorable(Campaign campaign, String why) {
    return ProblemException.conflict(
        "Campaign %d cannot be scored: %s".formatted(campaign.id(), why));
  }

  /** The campaign as it stands; empty where there is none, or it is archived. */
  public Optional<Campaign> find(long id) {
    return store.find(id);
  }
}
