package io.propensity.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.model.Baseline;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.model.Flavor;
import io.propensity.model.Histogram;
import io.propensity.model.Label;
import io.propensity.model.Manifest;
import io.propensity.model.Split;
import io.propensity.model.Task;
import io.propensity.model.TrainingData;
import io.propensity.run.ContractException;
import io.propensity.run.FormatVersion;
import io.propensity.run.RunId;
import io.propensity.test.LocalSpark;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class GivenLabelsTest {

  @Test
  void anExpressionIsMadeOfTheRowAsInTraining() {
    Manifest manifest =
        manifest(
            Task.BINARY,
            List.of("false", "true"),
            "true",
            new Label(null, "spend > 10", List.of()));

    GivenLabels labels = labels(manifest, "spend DOUBLE", 3.0, 30.0, null);

    assertThat(numbers(labels)).containsExactly(0, 1);
    assertThat(labels.unlabelled()).isEqualTo(1);
  }

  @Test
  void severalValuesMayBePositiveAndOthersNegative() {
    Label label = new Label("plan", null, List.of("gold", "silver"));
    Manifest manifest =
        manifest(Task.BINARY, List.of("other", "gold or silver"), "gold or silver", label);

    assertThat(numbers(labels(manifest, "plan STRING", "gold", "none", "silver", "basic")))
        .containsExactly(1, 0, 1, 0);
  }

  @Test
  void aLabelOfSqlIsTheFeaturesTablesOwnOrAColumnThatIsNamed() {
    Manifest manifest =
        manifest(Task.BINARY, List.of("0", "1"), "1", new Label(null, null, List.of("1")));

    assertThat(numbers(labels(manifest, "_label INT", 1, 0))).containsExactly(1, 0);
    assertThat(numbers(of(rows("bought DOUBLE", 1.0, 0.0), manifest, "bought")))
        .containsExactly(1, 0);
    assertThatThrownBy(() -> labels(manifest, "bought INT", 1))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "The manifest of model given/1 names no column that is the label: pass --label COLUMN. The columns are bought");
  }

  @Test
  void classesKeepTheModelsOrderAndStrangersAreRefused() {
    Manifest manifest =
        manifest(Task.MULTICLASS, List.of("hi", "lo"), null, new Label("size", null, List.of()));

    assertThat(numbers(labels(manifest, "size STRING", "lo", "hi"))).containsExactly(1, 0);
    assertThatThrownBy(() -> labels(manifest, "size STRING", "lo", "huge", "huge"))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining(
            "2 rows of the data have a label that model given/1 does not know: 'huge'; its classes are hi, lo");
  }

  @Test
  void aTextIsNoNumber() {
    Manifest manifest =
        manifest(Task.REGRESSION, List.of(), null, new Label("price", null, List.of()));

    assertThat(labels(manifest, "price DOUBLE", 2.5, Double.NaN).unlabelled()).isEqualTo(1);
    assertThatThrownBy(() -> labels(manifest, "price STRING", "2.5"))
        .hasMessage("The label is string, and model given/1 predicts a number");
  }

  private static List<Integer> numbers(GivenLabels labels) {
    return labels.rows().select(Features.LABEL).collectAsList().stream()
        .map(row -> row.getInt(0))
        .toList();
  }

  private static GivenLabels labels(Manifest manifest, String schema, @Nullable Object... values) {
    return of(rows(schema, values), manifest, null);
  }

  private static GivenLabels of(Dataset<Row> data, Manifest manifest, @Nullable String column) {
    return GivenLabels.of(data, manifest, Optional.ofNullable(column), LocalDate.of(2026, 11, 26));
  }

  private static Dataset<Row> rows(String schema, @Nullable Object... values) {
    return LocalSpark.session()
        .createDataFrame(
            Arrays.stream(values).map(value -> RowFactory.create(value)).toList(),
            StructType.fromDDL(schema));
  }

  private static Manifest manifest(
      Task task, List<String> classes, @Nullable String positive, Label label) {
    return new Manifest(
        FormatVersion.CURRENT,
        "given",
        1,
        Flavor.CATBOOST,
        Instant.EPOCH,
        new RunId("r-test"),
        task,
        classes,
        positive,
        List.of("id"),
        List.of(),
        List.of(),
        List.of(new Feature("x", ColumnType.NUMBER, Feature.Kind.NUMERIC)),
        CategoryText.CURRENT,
        List.of(),
        new TrainingData("sample", 1, "0"),
        new Split(0, 0.2, 1),
        Map.of(),
        1,
        Map.of(),
        null,
        Map.of(),
        new Baseline(Map.of(), new Histogram.Numeric(List.of(), List.of(1L), 0)),
        label,
        null,
        null,
        null,
        null);
  }
}
