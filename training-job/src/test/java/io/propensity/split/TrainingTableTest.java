package io.propensity.split;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.expression.ColumnType;
import io.propensity.features.FeaturesRecipe;
import io.propensity.features.ModelColumns;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import io.propensity.model.Task;
import io.propensity.pipeline.Pipeline;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import io.propensity.training.Pipelines;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;

class TrainingTableTest {

  private static final ModelColumns COLUMNS =
      new ModelColumns(
          List.of(new InputColumn("x", ColumnType.INTEGER)),
          List.of(),
          List.of(new Feature("x", ColumnType.INTEGER, Feature.Kind.NUMERIC)));
  private static final Dataset<Row> ROWS =
      LocalSpark.session()
          .sql(
              "SELECT id, CAST(id % 4 = 0 AS INT) AS _label, id % 50 AS x,"
                  + " date_add(DATE '2026-01-01', CAST(id / 5 AS INT)) AS day FROM range(200)");

  @Test
  void theSameRowsInAnotherOrderAreTheSameTable() {
    Pipeline pipeline = pipeline("task: binary\nlabel: {column: y, positive: 1}");
    try (TrainingTable first = table(ROWS, pipeline);
        TrainingTable second = table(ROWS.repartition(3).orderBy(col("x")), pipeline);
        TrainingTable other = table(ROWS.withColumn("x", col("x").plus(1)), pipeline)) {
      assertThat(second.counts()).isEqualTo(first.counts());
      assertThat(other.counts().fingerprint()).isNotEqualTo(first.counts().fingerprint());
      assertThat(other.counts().testFingerprint()).isEqualTo(first.counts().testFingerprint());
    }
  }

  @Test
  void aFingerprintTellsWhereANullStands() {
    String rows =
        "SELECT *, 'train' AS _split FROM VALUES (0, 1, %s), (1, 2, %s) t(_label, id, a, b)";
    Dataset<Row> first = LocalSpark.session().sql(rows.formatted("null, 5", "1, 1"));
    Dataset<Row> second = LocalSpark.session().sql(rows.formatted("5, null", "1, 1"));

    assertThat(fingerprint(first)).isNotEqualTo(fingerprint(second));
  }

  @Test
  void eachFoldIsHeldOutOnceAndHasTheClassesShares() {
    Pipeline pipeline =
        pipeline(
            "task: binary\nlabel: {column: y, positive: 1}\nsplit: {test: 0.2, stratify: true}");
    try (TrainingTable table = table(ROWS, pipeline)) {
      TrainingSet set = table.fitting(pipeline);
      Folds folds = Folds.of(set, pipeline.split(), 4, 0);
      Set<Object> held = new HashSet<>();
      for (int i = 0; i < folds.count(); i++) {
        Folds.Fold fold = folds.fold(i);
        List<Row> out = fold.heldOut().select("id", "_label").collectAsList();
        assertThat(out).hasSize(40).filteredOn(row -> row.getInt(1) == 1).hasSize(10);
        out.forEach(row -> assertThat(held.add(row.get(0))).isTrue());
        assertThat(fold.fitting().counts().fitted()).isEqualTo(120);
      }
      assertThat(held).hasSize(160);
      assertThat(Folds.of(set, pipeline.split(), 4, 1).rows().collectAsList())
          .isNotEqualTo(folds.rows().collectAsList());
    }
  }

  @Test
  void aFoldInTimeIsFittedOnWhatCameBefore() {
    Pipeline pipeline =
        pipeline(
            "task: binary\nlabel: {column: y, positive: 1}\nsplit: {by: time, column: day, test: 0.25, validation: 0}");
    try (TrainingTable table = table(ROWS, pipeline)) {
      Folds folds = Folds.of(table.fitting(pipeline), pipeline.split(), 2, 0);

      assertThat(folds.fold(1).fitting().counts().fitted()).isEqualTo(100);
      assertThat(
              folds.fold(1).fitting().rows().agg(org.apache.spark.sql.functions.max("day")).head())
          .hasToString("[2026-01-20]");
      assertThat(folds.fold(1).heldOut().agg(org.apache.spark.sql.functions.min("day")).head())
          .hasToString("[2026-01-21]");
    }
  }

  @Test
  void aTableWithoutRowsToTestOnIsRefused() {
    Pipeline pipeline =
        pipeline(
            "task: binary\nlabel: {column: y, positive: 1}\nsplit: {by: column, column: part}\nrefit: all\n");

    assertThatThrownBy(() -> table(ROWS.withColumn("part", lit("train")), pipeline))
        .isInstanceOf(ContractException.class)
        .hasMessageStartingWith("The test split has 0 rows");
  }

  @Test
  void everythingIsTrainedOnInTheEnd() {
    Pipeline pipeline = pipeline("task: binary\nlabel: {column: y, positive: 1}");
    try (TrainingTable table = table(ROWS, pipeline)) {
      assertThat(table.everything(pipeline).counts().rows(SplitName.TRAIN)).isEqualTo(200);
      assertThat(table.everything(pipeline).validates()).isFalse();
    }
  }

  private static String fingerprint(Dataset<Row> rows) {
    return RowGroups.of(rows, List.of("id"), 2, org.apache.spark.sql.functions.lit(0))
        .rows()
        .fingerprint();
  }

  private static Pipeline pipeline(String rest) {
    return Pipelines.parse(
        """
        format_version: 1
        name: tests
        key: id
        sources: {raw: {format: sample_users}}
        numeric: [x]
        algorithm: {name: catboost}
        """
            + rest);
  }

  private static TrainingTable table(Dataset<Row> rows, Pipeline pipeline) {
    FeaturesRecipe recipe =
        new FeaturesRecipe(
            "", List.of("id"), Task.BINARY, COLUMNS, List.of("no", "yes"), false, Map.of());
    return TrainingTable.of(rows, recipe, pipeline, "here", null);
  }
}
