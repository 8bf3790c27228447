package io.propensity.api.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The answers of MLflow's API, each an object with what was asked for. */
final class MlflowAnswers {

  private MlflowAnswers() {}

  /** Nothing but success. */
  record Done() {}

  /** One model. */
  record OneModel(@JsonProperty("registered_model") MlflowModel model) {}

  /** One version. */
  record OneVersion(@JsonProperty("model_version") MlflowVersion version) {}

  /** Where a version lies. */
  record Location(@JsonProperty("artifact_uri") String uri) {}

  /** A page of models; the token of the next one is left out on the last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Models(
      @JsonProperty("registered_models") List<MlflowModel> models,
      @JsonProperty("next_page_token") @Nullable String next) {}

  /** A page of versions; the token of the next one is left out on the last. */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Versions(
      @JsonProperty("model_versions") List<MlflowVersion> versions,
      @JsonProperty("next_page_token") @Nullable String next) {}
}
