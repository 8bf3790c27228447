package io.propensity.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ContractException;
import org.junit.jupiter.api.Test;
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
  void leavesAnAliasToTheService(String path) {
    assertThatThrownBy(() -> ModelPath.parse(path, "models"))
        .hasMessageContaining("names an alias, and aliases need the model registry")
        .hasMessageContaining("use the service");
  }

  @Test
  void leavesTheLatestVersionToTheService() {
    assertThatThrownBy(() -> ModelPath.parse("models:/campaign-response/latest", "models"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("names the latest version, and aliases need the model registry");
  }

  @Test
  void readsWhatTheRegistryResolves() {
    assertThat(ModelPath.reference("models:/win-back@champion", "models"))
        .isEqualTo(new ModelReference.Alias("win-back", "champion"))
        .hasToString("win-back@champion");
    assertThat(ModelPath.reference("models:/win-back/latest", "models"))
        .isEqualTo(new ModelReference.Latest("win-back"))
        .hasToString("win-back/latest");
    assertThat(ModelPath.reference("/srv/models/win-back/3", "/srv/models"))
        .isEqualTo(new ModelReference.Version(new ModelVersion("win-back", 3)))
        .hasToString("win-back/3");
  }

  @ParameterizedTest
  @CsvSource({
    "models:/win-back@latest, cannot be set: it is always the newest version",
    "models:/win-back@Champion, is not of the form [a-z][a-z0-9_-]",
    "models:/win-back@, is not of the form [a-z][a-z0-9_-]",
    "models:/Win-Back@champion, is not of the form [a-z][a-z0-9-]",
    "models/win-back/latest, is not a model version",
    "models/../x/3, lies outside the models root",
  })
  void refusesOtherReferences(String path, String reason) {
    assertThatThrownBy(() -> ModelPath.reference(path, "models"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("model_path '%s'", path)
        .hasMessageContaining(reason);
  }

  @Test
  void tellsWhatIsForTheRegistryToSay() {
    assertThat(ModelPath.isForRegistry("models:/a@champion")).isTrue();
    assertThat(ModelPath.isForRegistry("models:/a/latest")).isTrue();
    assertThat(ModelPath.isForRegistry("models:/a/3")).isFalse();
    assertThat(ModelPath.isForRegistry("models/a/3")).isFalse();
    assertThat(ModelPath.isForRegistry("/etc/passwd")).isFalse();
  }
}
