package io.propensity.catboost;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CatBoostParametersTest {

  private static final CatBoostTarget BINARY = CatBoostTarget.binary("No", "Yes");
  private static final List<String> FEATURES = List.of("spend", "spend:net", "country");

  @ParameterizedTest
  @CsvSource({
    "n_estimators, iterations",
    "num_boost_round, iterations",
    "num_trees, iterations",
    "max_depth, depth",
    "random_state, random_seed",
    "max_bin, border_count",
    "num_leaves, max_leaves",
    "min_child_samples, min_data_in_leaf",
    "early_stopping_rounds, od_wait",
    "reg_lambda, l2_leaf_reg"
  })
  void takesTheSynonymsOfThePythonPackage(String synonym, String name) {
    assertThat(of(Map.of(synonym, 5)).values()).containsEntry(name, 5).doesNotContainKey(synonym);
  }

  @Test
  void earlyStoppingCountsRounds() {
    assertThat(of(Map.of("early_stopping_rounds", 50)).values()).containsEntry("od_type", "Iter");
  }

  @Test
  void refusesAParameterThatIsGivenTwice() {
    assertRefused(Map.of("depth", 4, "max_depth", 5), "are the same parameter");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iteratoins|unknown parameter 'iteratoins'; did you mean 'iterations'?",
        "learning-rate|unknown parameter 'learning-rate'; did you mean 'learning_rate'?",
        "nonsense_of_mine|unknown parameter 'nonsense_of_mine'; the parameters are",
        "devices|devices exists for training on a GPU alone",
        "cat_features|cat_features is said by numeric and categorical of the pipeline",
        "class_names|class_names is said by the label of the pipeline",
        "verbose|verbose says what Python prints",
        "random_score_type|random_score_type is newer than this trainer"
      })
  void saysWhyANameIsNotTaken(String name, String message) {
    assertRefused(Map.of(name, 1), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "train_dir",
        "model_file",
        "learn_set",
        "params_file",
        "snapshot_file",
        "save_snapshot",
        "input_borders",
        "output_borders",
        "allow_writing_files",
        "file_with_hosts",
        "node_port",
        "node_type",
        "json_log",
        "--depth",
        "depth\" : 1, \"train_dir"
      })
  void nothingThatReadsOrWritesFilesOrOpensPortsGetsThrough(String name) {
    assertThatThrownBy(() -> of(Map.of(name, "x"))).isInstanceOf(CatBoostException.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "iterations|0|iterations '0' is not a whole number",
        "thread_count|129|thread_count '129' is not a whole number",
        "border_count|0|border_count '0' is not a whole number",
        "random_seed|-1|random_seed '-1' is not a whole number",
        "subsample|0|subsample '0' is not a number above 0",
        "subsample|1.5|subsample '1.5' is not a number above 0"
      })
  void refusesValuesOnWhichCatBoostWouldEndItsProcess(String name, String value, String message) {
    if (value.contains(".")) {
      assertRefused(Map.of(name, Double.valueOf(value)), message);
    } else {
      assertRefused(Map.of(name, Integer.valueOf(value)), message);
    }
    assertRefused(Map.of(name, "half"), name + " 'half'");
  }

  @Test
  void aLossMustFitTheTask() {
    assertRefused(
        Map.of("objective", "RMSE"),
        "loss_function 'RMSE' is none of the losses that a binary model is trained with here");
    assertThat(
            CatBoostParameters.of(
                    CatBoostTarget.regression(),
                    FEATURES,
                    Map.of("objective", "Quantile:alpha=0.9"),
                    0)
                .values())
        .containsEntry("loss_function", "Quantile:alpha=0.9");
  }

  @Test
  void takesWeightsOfClassesInAllTheirForms() {
    assertThat(weights(Map.of("class_weights", List.of(1, 5)))).isEqualTo(List.of(1.0, 5.0));
    assertThat(weights(Map.of("class_weights", Map.of("Yes", 5, "No", 1))))
        .isEqualTo(List.of(1.0, 5.0));
    assertThat(weights(Map.of("scale_pos_weight", 5))).isEqualTo(List.of(1.0, 5.0));
    assertThat(of(Map.of("class_weights", "balanced")).values())
        .containsEntry("auto_class_weights", "Balanced");
    assertThat(of(Map.of("auto_class_weights", "SqrtBalanced")).values())
        .containsEntry("auto_class_weights", "SqrtBalanced");
  }

  @Test
  void saysWhatIsWrongWithWeightsOfClasses() {
    assertRefused(Map.of("class_weights", List.of(1, 2, 3)), "write a weight for each");
    assertRefused(Map.of("class_weights", Map.of("Yes", 5)), "no weight for class 'No'");
    assertRefused(Map.of("class_weights", Map.of("Yes", 5, "No", 1, "Maybe", 2)), "names 'Maybe'");
    assertRefused(
        Map.of("class_weights", List.of(1, 2), "scale_pos_weight", 2), "write one of them");
  }

  @Test
  void featuresAreNamed() {
    CatBoostParameters parameters =
        of(
            Map.of(
                "ignored_features",
                List.of("country", 0),
                "per_float_feature_quantization",
                List.of("spend:net:border_count=1024", "spend:border_count=3")));

    assertThat(parameters.values())
        .containsEntry("ignored_features", List.of(2, 0))
        .containsEntry(
            "per_float_feature_quantization", List.of("1:border_count=1024", "0:border_count=3"));
    assertRefused(Map.of("ignored_features", List.of("spent")), "'spent', which is no feature");
  }

  @Test
  void valuesAreWrittenAsJson() {
    assertThat(JsonText.of(Map.of("a\"b\n", List.of(1, true, "ü\\", 0.5))))
        .isEqualTo("{\"a\\\"b\\u000a\":[1,true,\"\\u00fc\\\\\",0.5]}");
  }

  private static Object weights(Map<String, Object> given) {
    return of(given).values().getOrDefault("class_weights", "none");
  }

  private static CatBoostParameters of(Map<String, ?> given) {
    return CatBoostParameters.of(BINARY, FEATURES, given, 0);
  }

  private static void assertRefused(Map<String, ?> given, String message) {
    assertThatThrownBy(() -> of(given))
        .isInstanceOf(CatBoostException.class)
        .hasMessageContaining(message);
  }
}
