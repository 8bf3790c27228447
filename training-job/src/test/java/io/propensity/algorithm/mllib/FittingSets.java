package io.propensity.algorithm.mllib;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.when;

import io.propensity.features.Features;
import io.propensity.features.ModelColumns;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import io.propensity.split.SplitName;
import io.propensity.split.TrainingRows;
import io.propensity.split.TrainingSet;
import io.propensity.test.LocalSpark;
import io.propensity.test.SampleUsers;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** Training sets of {@link SampleUsers}, whose values are NULL, NaN and odd here and there. */
final class FittingSets {

  static final int USERS = 300;

  private FittingSets() {}

  static Dataset<Row> users() {
    return SampleUsers.of(LocalSpark.session(), USERS);
  }

  static TrainingSet binary(Dataset<Row> users) {
    return of(users, Task.BINARY, col("label"), List.of("0", "1"));
  }

  static TrainingSet multiclass(Dataset<Row> users) {
    Column three = when(col("age").lt(30), 0).when(col("age").lt(50), 1).otherwise(2);
    return of(users, Task.MULTICLASS, three, List.of("young", "old", "older"));
  }

  static TrainingSet regression(Dataset<Row> users) {
    Column spent = col("label").multiply(10.5).plus(col("frequency"));
    return of(users, Task.REGRESSION, spent.cast("double"), List.of());
  }

  /** Users with a number divisible by 5 are of the validation split, the others of train. */
  private static TrainingSet of(Dataset<Row> users, Task task, Column label, List<String> classes) {
    Dataset<Row> labelled = users.withColumn(Features.LABEL, label);
    Dataset<Row> table =
        FeatureTable.of(
                labelled,
                "sample",
                List.of("user_id", Features.LABEL),
                SampleUsers.INPUTS,
                SampleUsers.DERIVED,
                LocalDate.of(2026, 11, 20))
            .withColumn(
                SplitName.COLUMN,
                when(col("user_id").mod(5).equalTo(0), SplitName.VALIDATION.label())
                    .otherwise(lit(SplitName.TRAIN.label())));
    return new TrainingSet(
        table,
        new TrainingRows(
            Map.of(
                SplitName.TRAIN, List.of(USERS - USERS / 5L),
                SplitName.VALIDATION, List.of(USERS / 5L)),
            0,
            "sample",
            "sample"),
        new ModelColumns(SampleUsers.INPUTS, SampleUsers.DERIVED, SampleUsers.FEATURES),
        List.of("user_id"),
        task,
        classes,
        classes.isEmpty() ? Optional.empty() : Optional.of("1"),
        false,
        42);
  }
}
