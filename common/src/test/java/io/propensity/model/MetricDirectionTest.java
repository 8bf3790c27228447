package io.propensity.model;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class MetricDirectionTest {

  @ParameterizedTest
  @CsvSource({
    "roc_auc, GREATER_IS_BETTER",
    "r2, GREATER_IS_BETTER",
    "gain_decile_3, GREATER_IS_BETTER",
    "lift_decile_1, GREATER_IS_BETTER",
    "log_loss, SMALLER_IS_BETTER",
    "ece, SMALLER_IS_BETTER",
    "median_ae, SMALLER_IS_BETTER",
    "lift_decile_10, NEITHER",
    "positive_rate, NEITHER",
    "rows, NEITHER",
    "roc_auc_high, NEITHER"
  })
  void tellsWhichWayAMetricGetsBetter(String metric, MetricDirection direction) {
    assertThat(MetricDirection.of(metric)).isEqualTo(direction);
  }

  @ParameterizedTest
  @EnumSource(Task.class)
  void everyTaskIsComparedByAMetricThatHasADirection(Task task) {
    assertThat(MetricDirection.of(task.usualMetric())).isNotEqualTo(MetricDirection.NEITHER);
  }
}
