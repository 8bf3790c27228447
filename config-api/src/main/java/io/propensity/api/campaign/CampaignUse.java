package io.propensity.api.campaign;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A campaign that is scored with a version of a model.
 *
 * @param revision the current one
 * @param modelPath by which it names the version
 */
public record CampaignUse(
    long id, int revision, String name, @JsonProperty("model_path") String modelPath, String href) {

  static CampaignUse of(long id, int revision, String name, String modelPath) {
    return new CampaignUse(id, revision, name, modelPath, "/campaigns/" + id);
  }
}
