package io.propensity.features;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ConfigurationException;
import io.propensity.run.ContractException;
import io.propensity.split.TrainingRows;
import io.propensity.sql.ExpressionColumns;
import io.propensity.test.LocalSpark;
import io.propensity.training.Pipelines;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final Map<String, String> DERIVE = derive();

  @Test
  void makesLabelInputsAndDerivedColumns() {
    Dataset<Row> features =
        features(raw(), Pipelines.of(DERIVE, List.of("ratio"), List.of("city")));

    assertThat(features.columns())
        .containsExactly("id", "_label", "spend", "orders", "city", "ratio", "high");
    assertThat(features.select("id", "_label", "ratio", "high").orderBy("id").collectAsList())
        .hasToString("[[1,1,2.0,false], [2,0,null,null], [3,1,5.0,true]]");
  }

  @Test
  void rowsWithoutALabelAreLeftOutAndCounted() {
    Pipeline pipeline = Pipelines.of(DERIVE, List.of("ratio"), List.of());

    assertThat(LabelCensus.of(raw(), pipeline)).isEqualTo(new LabelCensus("no", 3, 1));
  }

  @Test
  void namesWhatTheModelIsMadeOf() {
    ModelColumns columns = columns(Pipelines.of(DERIVE, List.of("high", "SPEND"), List.of("city")));

    assertThat(columns.inputs())
        .containsExactly(
            new InputColumn("spend", ColumnType.NUMBER),
            new InputColumn("orders", ColumnType.INTEGER),
            new InputColumn("city", ColumnType.STRING));
    assertThat(columns.derived())
        .containsExactly(
            new DerivedColumn("ratio", "spend / orders", ColumnType.NUMBER),
            new DerivedColumn("high", "ratio > 4", ColumnType.BOOLEAN));
    assertThat(columns.features())
        .containsExactly(
            new Feature("high", ColumnType.BOOLEAN, Feature.Kind.NUMERIC),
            new Feature("spend", ColumnType.NUMBER, Feature.Kind.NUMERIC),
            new Feature("city", ColumnType.STRING, Feature.Kind.CATEGORICAL));
  }

  @Test
  void aDerivedColumnMustNotReadTheLabelOrTheKey() {
    assertThatThrownBy(
            () -> columns(Pipelines.of(Map.of("x", "ANSWER = 'yes'"), List.of("x"), List.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("derive.x reads the label 'ANSWER': a model must not see what it predicts");
    assertThatThrownBy(() -> columns(Pipelines.of(Map.of("x", "id + 1"), List.of("x"), List.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("derive.x reads the key 'id'");
  }

  @Test
  void aWrongExpressionIsRefusedWithItsPosition() {
    assertThatThrownBy(
            () -> columns(Pipelines.of(Map.of("x", "spend + nothing"), List.of("x"), List.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("derive.x: at character 9: column");
  }

  @Test
  void aDerivedColumnDoesNotHideAnother() {
    assertThatThrownBy(
            () -> columns(Pipelines.of(Map.of("Spend", "orders * 2"), List.of("spend"), List.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage("derive.Spend: there is a column of that name already");
  }

  @Test
  void aFeatureThatIsNotThereIsRefusedWithThoseThatAre() {
    assertThatThrownBy(() -> columns(Pipelines.of(DERIVE, List.of("age"), List.of())))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "Feature 'age' is neither a column of the raw table nor derived; there are id, spend,"
                + " orders, city, answer, ratio, high");
  }

  @Test
  void aLabelHasTwoValues() {
    Dataset<Row> three =
        LocalSpark.session()
            .sql("SELECT * FROM VALUES (1, 'a'), (2, 'b'), (3, 'yes') t(id, answer)");
    Pipeline pipeline = Pipelines.of(Map.of(), List.of("id2"), List.of());

    assertThatThrownBy(() -> LabelCensus.of(three, pipeline))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "label: column 'answer' must have two values, 'yes' among them; it has 'a', 'b', 'yes'");
    assertThatThrownBy(() -> LabelCensus.of(three.filter("id < 3"), pipeline))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith("it has 'a', 'b'");
  }

  @Test
  void everyRowHasAKey() {
    Dataset<Row> keyless =
        LocalSpark.session().sql("SELECT * FROM VALUES (1, 'no'), (null, 'yes') t(id, answer)");

    assertThatThrownBy(
            () -> LabelCensus.of(keyless, Pipelines.of(Map.of(), List.of("age"), List.of())))
        .isInstanceOf(ContractException.class)
        .hasMessage("1 rows of the raw table have no key: 'id' is NULL");
  }

  @Test
  void aKeyNamesOneRow() {
    Dataset<Row> doubled =
        LocalSpark.session()
            .sql("SELECT * FROM VALUES (1, 'no'), (2, 'yes'), (2, null), (3, 'no') t(id, answer)");

    assertThatThrownBy(
            () -> LabelCensus.of(doubled, Pipelines.of(Map.of(), List.of("age"), List.of())))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "key: 'id' must name one row; 1 values of it have several rows of the raw table, '2' among them");
  }

  @Test
  void theFingerprintTellsWhereANullStands() {
    String rows =
        "SELECT * FROM VALUES (0, %s), (1, %s) t(_label, a, b) CROSS JOIN "
            + "(VALUES ('train'), ('test')) s(_split)";
    Dataset<Row> first = LocalSpark.session().sql(rows.formatted("null, 5", "1, 1"));
    Dataset<Row> second = LocalSpark.session().sql(rows.formatted("5, null", "1, 1"));

    assertThat(TrainingRows.of(first).fingerprint())
        .isNotEqualTo(TrainingRows.of(second).fingerprint());
  }

  @Test
  void aFeaturesTableOfAnotherRecipeIsRefused() {
    Pipeline pipeline = Pipelines.of(DERIVE, List.of("ratio"), List.of("city"));
    Dataset<Row> features = features(raw(), pipeline);

    assertThat(Features.negative(features, pipeline, "here")).isEqualTo("no");
    assertThatThrownBy(
            () ->
                Features.negative(
                    features, Pipelines.of(DERIVE, List.of("high"), List.of("city")), "here"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The features table at here was not made by this pipeline.yaml as it is now: run --steps features,train,evaluate");
  }

  private static Map<String, String> derive() {
    Map<String, String> derive = new LinkedHashMap<>();
    derive.put("ratio", "spend / orders");
    derive.put("high", "ratio > 4");
    return derive;
  }

  private static Dataset<Row> raw() {
    return LocalSpark.session()
        .sql(
            "SELECT * FROM VALUES (1, 10d, 5, 'a', 'yes'), (2, 4d, 0, 'b', 'no'),"
                + " (3, 5d, 1, null, 'yes'), (4, 1d, 1, 'c', null) t(id, spend, orders, city, answer)");
  }

  private static ModelColumns columns(Pipeline pipeline) {
    return ModelColumns.of(pipeline, ExpressionColumns.columns(raw().schema()));
  }

  private static Dataset<Row> features(Dataset<Row> raw, Pipeline pipeline) {
    return Features.of(raw, pipeline, LabelCensus.of(raw, pipeline), LocalDate.parse("2026-11-20"));
  }
}
