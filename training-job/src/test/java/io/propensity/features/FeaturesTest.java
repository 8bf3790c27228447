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
import io.propensity.test.LocalSpark;
import io.propensity.training.Pipelines;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class FeaturesTest {

  private static final Map<String, String> DERIVE = derive();
  private static final Dataset<Row> RAW =
      rows(
          "(1, 10d, 5, 'a', 'yes'), (2, 4d, 0, 'b', 'no'),"
              + " (3, 5d, 1, null, 'yes'), (4, 1d, 1, 'c', null) t(id, spend, orders, city, answer)");

  @Test
  void makesLabelInputsAndDerivedColumns() {
    FeaturesTable table = table(RAW, Pipelines.of(DERIVE, List.of("ratio"), List.of("city")));
    List<Row> rows = table.rows().select("id", "_label", "ratio", "high").collectAsList();

    assertThat(table.rows().columns())
        .containsExactly("id", "_label", "spend", "orders", "city", "ratio", "high");
    assertThat(rows).hasToString("[[1,1,2.0,false], [2,0,null,null], [3,1,5.0,true]]");
    assertThat(table.recipe().classes()).containsExactly("no", "yes");
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
  void patternsTakeWhatIsNeitherKeyLabelExcludedNorUsedToSplit() {
    Pipeline pipeline =
        pipeline(
            """
            label: {column: answer, positive: "yes"}
            derive: {ratio: spend / orders}
            numeric: ["*"]
            categorical: ["*"]
            exclude: [spend]
            split: {by: group, column: city}
            """);

    assertThat(columns(pipeline).features())
        .extracting(Feature::name)
        .containsExactly("orders", "ratio");
    assertThat(table(RAW, pipeline).rows().columns())
        .containsExactly("id", "_label", "city", "spend", "orders", "ratio");
  }

  @Test
  void aDerivedColumnMustNotReadTheLabelOrTheKey() {
    assertRefused(
        Pipelines.of(Map.of("x", "ANSWER = 'yes'"), List.of("x"), List.of()),
        "derive.x: reads the label 'ANSWER': a model must not see what it predicts");
    assertRefused(
        Pipelines.of(Map.of("x", "id + 1"), List.of("x"), List.of()),
        "derive.x: reads the key 'id'");
  }

  @Test
  void whatALabelIsMadeOfIsTheLabel() {
    String label = "label: {expression: spend > 4}\n";

    assertRefused(
        pipeline(label + "numeric: [orders, spend]"),
        "numeric[1]: names 'spend', which label.expression is made of: a model must not see what it predicts");
    assertRefused(
        pipeline(label + "numeric: [orders]\nderive: {x: spend * 2}"),
        "derive.x: reads 'spend', which label.expression is made of");
    assertThat(columns(pipeline(label + "numeric: ['*']")).features())
        .extracting(Feature::name)
        .containsExactly("orders");
  }

  @Test
  void namesThatDoNotFitAreRefused() {
    assertRefused(
        Pipelines.of(Map.of("x", "spend + nothing"), List.of("x"), List.of()),
        "derive.x: at character 9: column");
    assertRefused(
        Pipelines.of(Map.of("Spend", "orders * 2"), List.of("spend"), List.of()),
        "derive.Spend: there is a column of that name already");
    assertRefused(
        Pipelines.of(DERIVE, List.of("age"), List.of()),
        "numeric[0]: feature 'age' is neither a column of the raw table nor derived; there are id, spend,"
            + " orders, city, answer, ratio, high");
    String answer = "label: {column: answer, positive: \"yes\"}\n";
    assertRefused(
        pipeline(answer + "numeric: [spend]\nexclude: [cty]"),
        "exclude[0]: there is no column 'cty'");
    assertRefused(
        pipeline(answer + "numeric: [spend]\nexclude: ['sp*']"),
        "numeric[0]: feature 'spend' is named, and excluded by exclude");
    assertRefused(
        pipeline(answer + "numeric: [spend, 'x_*']"), "numeric[1]: pattern 'x_*' takes no column");
    assertRefused(
        pipeline(answer + "numeric: [spend]\nweight: w"), "weight: the rows have no column 'w'");
    assertRefused(
        pipeline(answer + "numeric: [spend]\nsplit: {by: time, column: at}"),
        "split.column: the rows have no column 'at'");
    assertRefused(
        pipeline("label: {column: gone, positive: 1}\nnumeric: [spend]"),
        "label.column: the rows have no column 'gone'");
  }

  @Test
  void aSummarySaysWhatWasWritten() {
    FeaturesTable table = table(RAW, Pipelines.of(DERIVE, List.of("ratio"), List.of("city")));
    FeaturesSummary summary = check(table);

    assertThat(summary.rows()).isEqualTo(3);
    assertThat(summary.unlabelled()).isEqualTo(1);
    assertThat(summary.positiveRate()).isEqualTo(2 / 3.0);
    assertThat(summary.classes()).containsExactly(Map.entry("no", 1L), Map.entry("yes", 2L));
    assertThat(summary.features().get("city"))
        .isEqualTo(new FeaturesSummary.Values(Feature.Kind.CATEGORICAL, 1, 2L, null));
    FeaturesSummary.Values ratio = Objects.requireNonNull(summary.features().get("ratio"));
    FeaturesSummary.Numbers numbers = Objects.requireNonNull(ratio.numbers());
    assertThat(ratio.nulls()).isEqualTo(1);
    assertThat(numbers.mean()).isEqualTo(3.5);
    assertThat(numbers.max()).isEqualTo(5);
    assertThat(numbers.quantiles()).containsEntry("0.01", 2.0).containsEntry("0.99", 5.0);
  }

  @Test
  void aWeightIsAPositiveNumberInEveryRow() {
    Pipeline pipeline =
        pipeline("label: {column: answer, positive: \"yes\"}\nnumeric: [orders]\nweight: spend");

    FeaturesTable good = table(RAW, pipeline);
    assertThat(good.rows().select("id", "_weight").collectAsList())
        .hasToString("[[1,10.0], [2,4.0], [3,5.0]]");
    FeaturesTable bad =
        table(
            rows(
                "(1, 0d, 5, 'yes'), (2, null, 0, 'no'), (3, 5d, 1, 'yes') t(id, spend, orders, answer)"),
            pipeline);
    assertThatThrownBy(() -> check(bad))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith(
            "2 rows of the features table have a weight that is NULL or not above 0");
  }

  @Test
  void everyRowHasAKeyOfItsOwn() {
    Pipeline pipeline = pipeline("label: {column: answer, positive: \"yes\"}\nnumeric: [n]");

    assertThatThrownBy(
            () -> table(rows("(1, 1, 'no'), (null, 2, 'yes') t(id, n, answer)"), pipeline))
        .isInstanceOf(ContractException.class)
        .hasMessage("1 rows of the raw table have no key: 'id' is NULL");
    assertThatThrownBy(
            () ->
                table(
                    rows(
                        "(1, 1, 'no'), (2, 1, 'yes'), (2, 1, null), (3, 1, 'no') t(id, n, answer)"),
                    pipeline))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "key: 'id' must name one row; 1 values of it have several rows of the raw table, '2' among them");
  }

  @Test
  void severalColumnsMayBeTheKey() {
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: [user_id, day]
            task: binary
            sources: {raw: {format: sample_users}}
            label: {column: answer, positive: 1}
            numeric: ["*"]
            algorithm: {name: catboost}
            """);
    Dataset<Row> raw =
        rows("(1, 1, 2d, 1), (1, 2, 3d, 0), (2, 1, 1d, 0) t(user_id, day, n, answer)");

    assertThat(table(raw, pipeline).rows().columns())
        .containsExactly("user_id", "day", "_label", "n");
    assertThatThrownBy(() -> table(raw.union(raw.limit(1)), pipeline))
        .isInstanceOf(ContractException.class)
        .hasMessageContaining("'user_id, day' must name one row")
        .hasMessageEndingWith("'1, 1' among them");
  }

  @Test
  void aQueryMakesTheRowsAndTheirLabels() {
    Map<String, String> files =
        Map.of(
            "features.sql",
            "SELECT id, sum(amount) AS total, count(*) AS n FROM raw GROUP BY id",
            "label.sql",
            "SELECT id, max(bought) = 1 AS label FROM raw WHERE id < 3 GROUP BY id");
    Pipeline pipeline = pipeline("features: features.sql\nlabel: {sql: label.sql}\nnumeric: ['*']");
    Dataset<Row> raw = rows("(1, 5, 0), (1, 6, 1), (2, 7, 0), (3, 8, 1) t(id, amount, bought)");
    FeaturesTable table = step(pipeline, files).of(Map.of("raw", raw));

    assertThat(table.rows().orderBy("id").collectAsList()).hasToString("[[1,1,11,2], [2,0,7,1]]");
    assertThat(table.recipe().classes()).containsExactly("false", "true");
    assertThat(check(table).unlabelled()).isEqualTo(1);
  }

  @Test
  void aQueryThatDoublesAKeyIsRefusedOnceItIsWritten() {
    Pipeline pipeline =
        pipeline(
            "features: features.sql\nlabel: {column: answer, positive: \"yes\"}\nnumeric: [spend]");
    Features step =
        step(pipeline, Map.of("features.sql", "SELECT * FROM raw UNION ALL SELECT * FROM raw"));
    FeaturesTable table = step.of(Map.of("raw", RAW));

    assertThatThrownBy(() -> check(table))
        .isInstanceOf(ContractException.class)
        .hasMessage(
            "key: 'id' must name one row; 3 values of it have several rows of features.sql, '1' among them");
  }

  @Test
  void aQueryOfLabelsSelectsTheKeyAndOneColumnMore() {
    Pipeline pipeline = pipeline("label: {sql: label.sql, positive: 1}\nnumeric: [spend]");

    assertThatThrownBy(
            () ->
                step(pipeline, Map.of("label.sql", "SELECT id, 1 AS a, 2 AS b FROM raw"))
                    .of(Map.of("raw", RAW)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "label.sql must select the key (id) and one column more, the label; it selects id, a, b");
    assertThatThrownBy(
            () ->
                step(pipeline, Map.of("label.sql", "SELECT id, spend FROM raw"))
                    .of(Map.of("raw", RAW)))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("label.sql names its label 'spend', which is a column of the rows");
  }

  @Test
  void partsMayComeFromSources() {
    Pipeline pipeline =
        Pipelines.parse(
            """
            format_version: 1
            name: tests
            key: id
            task: binary
            sources: {raw: {format: sample_users}, holdout: {format: sample_users}}
            features: features.sql
            label: {column: answer, positive: 1}
            numeric: ["*"]
            split: {by: sources, train: raw, test: holdout}
            algorithm: {name: catboost}
            """);
    Map<String, String> files = Map.of("features.sql", "SELECT id, n * 10 AS n, answer FROM raw");
    FeaturesTable table =
        step(pipeline, files)
            .of(
                Map.of(
                    "raw", rows("(1, 1, 0), (2, 2, 1) t(id, n, answer)"),
                    "holdout", rows("(1, 3, 1) t(id, n, answer)")));

    assertThat(table.rows().collectAsList())
        .hasToString("[[1,0,train,10], [2,1,train,20], [1,1,test,30]]");
    assertThat(check(table).rows()).isEqualTo(3);
  }

  @Test
  void whatReadsTheClockIsKnown() {
    assertThat(step(Pipelines.of(DERIVE, List.of("ratio"), List.of("city")), Map.of()))
        .returns(false, Features::looksAtTheClock);
    Map<String, String> age = Map.of("age", "date_diff(current_date, since)");
    assertThat(step(Pipelines.of(age, List.of("age"), List.of("city")), Map.of()))
        .returns(true, Features::looksAtTheClock);
  }

  @Test
  void aTableOfAnotherRecipeIsRefused() {
    Pipeline pipeline = Pipelines.of(DERIVE, List.of("ratio"), List.of("city"));
    Features step = step(pipeline, Map.of());
    FeaturesTable table = step.of(Map.of("raw", RAW));
    Map<String, String> properties = table.recipe().properties();

    assertThat(FeaturesRecipe.of(properties, step.recipe(), "here")).isEqualTo(table.recipe());
    String other = step(Pipelines.of(DERIVE, List.of("high"), List.of("city")), Map.of()).recipe();
    assertThatThrownBy(() -> FeaturesRecipe.of(properties, other, "here"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessage(
            "The features table at here was not made by this pipeline.yaml as it is now: run --steps features,train,evaluate");
  }

  @Test
  void anotherQueryIsAnotherRecipe() {
    Pipeline pipeline =
        pipeline("features: f.sql\nlabel: {column: answer, positive: \"yes\"}\nnumeric: [spend]");

    assertThat(step(pipeline, Map.of("f.sql", "SELECT * FROM raw")).recipe())
        .isNotEqualTo(step(pipeline, Map.of("f.sql", "SELECT * FROM raw WHERE id > 1")).recipe());
  }

  private static Map<String, String> derive() {
    Map<String, String> derive = new LinkedHashMap<>();
    derive.put("ratio", "spend / orders");
    derive.put("high", "ratio > 4");
    return derive;
  }

  private static Pipeline pipeline(String rest) {
    return Pipelines.parse(
        """
        format_version: 1
        name: tests
        key: id
        task: binary
        sources: {raw: {format: sample_users}}
        algorithm: {name: catboost}
        """
            + rest);
  }

  private static Dataset<Row> rows(String values) {
    return LocalSpark.session().sql("SELECT * FROM VALUES " + values);
  }

  private static Features step(Pipeline pipeline, Map<String, String> files) {
    return new Features(
        LocalSpark.session(),
        pipeline,
        file -> files.getOrDefault(file, ""),
        LocalDate.parse("2026-11-20"));
  }

  private static FeaturesTable table(Dataset<Row> raw, Pipeline pipeline) {
    return step(pipeline, Map.of()).of(Map.of("raw", raw));
  }

  private static ModelColumns columns(Pipeline pipeline) {
    return table(RAW, pipeline).recipe().columns();
  }

  /** Stands for writing the rows and reading them again. */
  private static FeaturesSummary check(FeaturesTable table) {
    List<Row> written = table.rows().collectAsList();
    return table.check(LocalSpark.session().createDataFrame(written, table.rows().schema()));
  }

  private static void assertRefused(Pipeline pipeline, String message) {
    assertThatThrownBy(
            () -> step(pipeline, Map.of()).require(Map.of("raw", RAW.schema())),
            Arrays.toString(RAW.columns()))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith(message);
  }
}
