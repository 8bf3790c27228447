package io.propensity.evaluation.warning;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.evaluation.scan.ColumnScan;
import io.propensity.evaluation.scan.FeatureScan;
import io.propensity.model.Task;
import io.propensity.split.SplitName;
import io.propensity.test.LocalSpark;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class DecidesAloneTest {

  @Test
  void namesACopyOfAClassAndOneThatIsNearlySo() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(900)
            .selectExpr(
                "int(id % 3) AS train",
                "float(id % 3) AS copy",
                "float(if(id % 300 = 0, 1, id % 3)) AS nearly",
                "float(id % 5) AS harmless");

    assertThat(warnings(Task.MULTICLASS, FeatureScan.of(rows, 3).columns(), Map.of()))
        .satisfiesExactly(
            copy ->
                assertThat(copy)
                    .startsWith(
                        "Feature 'copy' tells the label without any error: it is the label"),
            nearly ->
                assertThat(nearly)
                    .startsWith(
                        "Feature 'nearly' alone nearly decides (on the train split it takes")
                    .contains(" takes away 99.5 % of the errors"));
  }

  @Test
  void namesACopyOfANumberByItsCorrelationOrItsOrder() {
    Dataset<Row> rows =
        LocalSpark.session()
            .range(900)
            .selectExpr(
                "int(id >= 450) AS train",
                "float(id % 7) AS copy",
                "float(sqrt(id)) AS nearly",
                "float(id % 5) AS harmless");
    Map<String, Double> correlations =
        Map.of("copy", -0.99999999, "nearly", 0.98, "harmless", Double.NaN);

    assertThat(warnings(Task.REGRESSION, FeatureScan.of(rows).columns(), correlations))
        .satisfiesExactly(
            copy -> assertThat(copy).startsWith("Feature 'copy' tells the label without any error"),
            nearly ->
                assertThat(nearly)
                    .matches(
                        "Feature 'nearly' alone nearly decides \\(ROC AUC (0\\.999\\d|1\\.0000) for the label to be above its mean.*"));
    assertThat(
            warnings(Task.REGRESSION, FeatureScan.of(rows).columns(), Map.of("harmless", 0.99951)))
        .contains(
            "Feature 'harmless' alone nearly decides (its correlation with the label is 0.99951): is it known before the label?");
  }

  private static List<String> warnings(
      Task task, List<ColumnScan> scans, Map<String, Double> correlations) {
    Map<String, ColumnScan> byName = new LinkedHashMap<>();
    List<String> names = List.of("copy", "nearly", "harmless");
    for (int i = 0; i < names.size(); i++) {
      byName.put(names.get(i), scans.get(i));
    }
    return new DecidesAlone()
        .in(
            new Evidence(
                task, Map.of(), SplitName.TEST, byName, correlations, 0, "", List.of(), false));
  }
}
