package io.propensity.algorithm.catboost;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.run.ConfigurationException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatBoostParametersTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "learning-rate|0.1|unknown parameter 'learning-rate'; the parameters are",
        "train_dir|x|unknown parameter 'train_dir'; the parameters are",
        "loss_function|RMSE|a binary model is trained with Logloss",
        "iterations|0|algorithm.params.iterations '0' is not a whole number",
        "thread_count|0|algorithm.params.thread_count '0' is not a whole number",
        "thread_count|129|algorithm.params.thread_count '129' is not a whole number",
        "border_count|0|algorithm.params.border_count '0' is not a whole number",
        "subsample|0|algorithm.params.subsample '0' is not a number above 0",
        "subsample|0.5f|algorithm.params.subsample '0.5f' is not a number above 0",
        "subsample|half|algorithm.params.subsample 'half' is not a number above 0",
        "random_seed|-1|algorithm.params.random_seed '-1' is not a whole number",
      })
  void refusesWhatCatBoostDoesNotTake(String name, String value, String message) {
    assertThatThrownBy(() -> CatBoostParameters.of(Map.of(name, value)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining(message);
  }
}
