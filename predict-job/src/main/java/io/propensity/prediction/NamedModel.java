package io.propensity.prediction;

import io.propensity.campaign.Campaign;
import io.propensity.model.ModelPath;
import io.propensity.model.ModelReference;
import io.propensity.model.ModelVersion;
import io.propensity.run.ContractException;
import io.propensity.run.UsageException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The version of the campaign's model that the command line gives.
 *
 * @param text {@code NAME/VERSION}; null for none
 */
record NamedModel(@Nullable String text, String modelsRoot) {

  Optional<ModelVersion> given() {
    if (text == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ModelPath.parse("models/" + text, modelsRoot));
    } catch (ContractException wrong) {
      throw new UsageException(
          "--model '%s' is not of the form NAME/VERSION, e.g. campaign-response/3".formatted(text),
          wrong);
    }
  }

  /**
   * The campaign with that version, which must be one that its {@code model_path} can mean.
   *
   * @throws UsageException when it is not
   */
  Campaign in(Campaign campaign) {
    Optional<ModelVersion> given = given();
    if (given.isEmpty()) {
      return campaign;
    }
    ModelVersion version = given.get();
    ModelReference reference = ModelPath.reference(campaign.modelPath(), modelsRoot);
    boolean fits =
        reference instanceof ModelReference.Version named
            ? named.version().equals(version)
            : reference.name().equals(version.name());
    if (!fits) {
      throw new UsageException(
          "--model %s: campaign %d is scored with %s: leave --model out, or change the campaign"
              .formatted(version, campaign.id(), campaign.modelPath()));
    }
    return campaign.with(version);
  }

  /** The campaign with the version that the registry takes its model for now. */
  Campaign asResolvedBy(CampaignClient service, Campaign campaign) {
    return ModelPath.isForRegistry(campaign.modelPath())
        ? campaign.with(service.resolve(ModelPath.reference(campaign.modelPath(), modelsRoot)))
        : campaign;
  }
}
