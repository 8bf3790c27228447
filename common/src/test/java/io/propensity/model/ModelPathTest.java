package io.propensity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ContractException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ModelPathTest {

  @ParameterizedTest
  @CsvSource({
    "models/campaign-response/3, models",
    "models/campaign-response/3/, models",
    "models/campaign-response/3, gs://bucket/models",
    "models:/campaign-response/3, /srv/models",
    "/srv/models/campaign-response/3, /srv/models",
    "gs://bucket/models/campaign-response/3, gs://bucket/models/",
  })
  void readsEveryFormThatLiesUnderTheRoot(String path, String root) {
    assertThat(ModelPath.parse(path, root)).isEqualTo(new ModelVersion("campaign-response", 3));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "/etc/passwd",
        "models/../secrets/3",
        "/srv/models/../other/3",
        "/srv/modelsX/campaign-response/3",
        "s3a://elsewhere/models/campaign-response/3",
      })
  void refusesWhatLiesOutsideTheRoot(String path) {
    assertThatThrownBy(() -> ModelPath.parse(path, "/srv/models"))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "model_path '%s' lies outside the models root: write models/NAME/VERSION or"
                    .formatted(path)
                + " models:/NAME/VERSION, e.g. models/campaign-response/3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "models",
        "models/campaign-response",
        "models/campaign-response/0",
        "models/campaign-response/latest",
        "models/Campaign/3",
        "models/campaign-response/3/model.cbm",
        "models/campaign-response/99999999999",
        "models//3",
      })
  void refusesWhatIsNoModelVersion(String path) {
    assertThatThrownBy(() -> ModelPath.parse(path, "models"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("model_path '%s' is not a model version: write".formatted(path));
  }

  @ParameterizedTest
  @ValueSource(strings = {"models/model.pkl", "/srv/models/a/1/m.PKL", "x.pickle", "m.joblib"})
  void refusesAPickleWithAdvice(String path) {
    assertThatThrownBy(() -> ModelPath.parse(path, "models"))
        .hasMessageContaining("is a pickle, and opening one runs whatever code it holds")
        .hasMessageContaining("train the model with a pipeline");
  }

  @ParameterizedTest
  @ValueSource(strings = {"models:/campaign-response@champion", "models:/x@"})
  void refusesAnAliasUntilThereIsARegistry(String path) {
    assertThatThrownBy(() -> ModelPath.parse(path, "models"))
        .hasMessageContaining("names an alias, and aliases need the model registry");
  }
}
