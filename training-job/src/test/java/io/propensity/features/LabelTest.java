package io.propensity.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import io.propensity.training.Pipelines;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LabelTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      textBlock =
          """
          '1', '0', null        | 1       | 0       | 1
          1, 0, null            | 1       | 0       | 1
          1, 0, null            | 1.0     | 0       | 1
          1d, 0d, double('NaN') | 1       | 0       | 1
          1.00bd, 0.00bd, null  | 1       | 0       | 1
          0.5d, 0d, null        | 0.5     | 0       | 0.5
          true, false, null     | true    | false   | true
          false, true, null     | false   | true    | false
          'Yes', 'No', null     | "Yes" | No      | Yes
          """)
  void numbersBooleansAndTextsAreLabelsAlike(
      String values, String positive, String negativeClass, String positiveClass) {
    FeaturesTable table =
        table(values, "task: binary\nlabel: {column: y, positive: " + positive + "}");

    assertThat(table.recipe().classes()).containsExactly(negativeClass, positiveClass);
    assertThat(labels(table)).hasToString("[[1], [0]]");
  }

  @Test
  void anExpressionIsALabel() {
    FeaturesTable table = table("5, 0, null", "task: binary\nlabel: {expression: y > 0}");

    assertThat(table.recipe().classes()).containsExactly("false", "true");
    assertThat(labels(table)).hasToString("[[1], [0]]");
  }

  @Test
  void severalValuesMayBeThePositiveClass() {
    FeaturesTable table =
        table("'a', 'b', 'c', 'd'", "task: binary\nlabel: {column: y, positive: [a, c]}");

    assertThat(table.recipe().classes()).containsExactly("other", "a or c");
    assertThat(labels(table)).hasToString("[[1], [0], [1], [0]]");
  }

  @Test
  void aBinaryLabelHasTwoValues() {
    String label = "task: binary\nlabel: {column: y, positive: ja}";

    assertThatThrownBy(() -> table("'a', 'b', 'ja'", label))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "label: column 'y' must have two values, 'ja' among them; it has 'a', 'b', 'ja'");
    assertThatThrownBy(() -> table("'a', 'b'", label))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith("it has 'a', 'b'");
    assertThatThrownBy(() -> table("true, false", "task: binary\nlabel: {column: y, positive: 1}"))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith("it has 'false', 'true'");
    assertThatThrownBy(() -> table("1, 2", "task: binary\nlabel: {expression: y + 1}"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageContaining("say label.positive");
  }

  @Test
  void classesAreSortedOrAsGiven() {
    FeaturesTable numbers = table("10, 9, 9, null", "task: multiclass\nlabel: {column: y}");
    FeaturesTable given =
        table("'a', 'b'", "task: multiclass\nlabel: {column: y, classes: [c, b, a]}");

    assertThat(numbers.recipe().classes()).containsExactly("9", "10");
    assertThat(labels(numbers)).hasToString("[[1], [0], [0]]");
    assertThat(labels(given)).hasToString("[[2], [1]]");
  }

  @Test
  void aClassThatIsNotNamedIsRefused() {
    FeaturesTable table =
        table("'a', 'b', 'x'", "task: multiclass\nlabel: {column: y, classes: [a, b]}");

    assertThatThrownBy(() -> table.check(written(table)))
        .isInstanceOf(ContractException.class)
        .hasMessage("label.classes does not name 'x': add them, or leave their rows out");
  }

  @Test
  void aRegressionLeavesOutWhatIsNoNumber() {
    FeaturesTable table =
        table(
            "2.5d, null, double('NaN'), double('Infinity'), -1d",
            "task: regression\nlabel: {column: y}");
    FeaturesSummary summary = table.check(written(table));

    assertThat(labels(table)).hasToString("[[2.5], [-1.0]]");
    assertThat(table.recipe().classes()).isEmpty();
    assertThat(summary.unlabelled()).isEqualTo(3);
    assertThat(Objects.requireNonNull(summary.label()).mean()).isEqualTo(0.75);
    assertThat(summary.classes()).isNull();
    assertThatThrownBy(() -> table("'1', '2'", "task: regression\nlabel: {column: y}"))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("label: column 'y' is string; a regression predicts a number");
  }

  @Test
  void rowsWithoutAnyLabelAreNoTrainingData() {
    FeaturesTable table =
        table("double(null), double('NaN')", "task: regression\nlabel: {column: y}");

    assertThatThrownBy(() -> table.check(written(table)))
        .isInstanceOf(ContractException.class)
        .hasMessage("No row has a label: there is nothing to train on");
  }

  private static List<Row> labels(FeaturesTable table) {
    return table.rows().select("_label").collectAsList();
  }

  private static Dataset<Row> written(FeaturesTable table) {
    List<Row> rows = table.rows().collectAsList();
    return LocalSpark.session().createDataFrame(rows, table.rows().schema());
  }

  /** A table whose column {@code y} has these values, in rows numbered from 1. */
  private static FeaturesTable table(String values, String rest) {
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: id
            sources: {raw: {format: sample_users}}
            numeric: [n]
            algorithm: {name: catboost}
            """
                + rest);
    Dataset<Row> raw =
        LocalSpark.session()
            .sql(
                "SELECT position + 1 AS id, 1 AS n, y FROM (SELECT posexplode(array(%s)) AS (position, y))"
                    .formatted(values));
    return new Features(LocalSpark.session(), pipeline, file -> "", LocalDate.parse("2026-11-20"))
        .of(Map.of("raw", raw));
  }
}
