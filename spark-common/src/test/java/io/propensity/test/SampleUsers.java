package io.propensity.test;

import io.propensity.expression.ColumnType;
import io.propensity.model.DerivedColumn;
import io.propensity.model.Feature;
import io.propensity.model.InputColumn;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/** Users with everything that is hard to carry: NULLs, NaN, infinities, odd categories. */
public final class SampleUsers {

  public static final List<InputColumn> INPUTS =
      List.of(
          new InputColumn("age", ColumnType.INTEGER),
          new InputColumn("monetary", ColumnType.NUMBER),
          new InputColumn("frequency", ColumnType.INTEGER),
          new InputColumn("is_premium", ColumnType.BOOLEAN),
          new InputColumn("country", ColumnType.STRING));
  public static final List<DerivedColumn> DERIVED =
      List.of(
          new DerivedColumn("spend_per_order", "monetary / frequency", ColumnType.NUMBER),
          new DerivedColumn("is_adult", "age >= 18", ColumnType.BOOLEAN));
  public static final List<Feature> FEATURES =
      List.of(
          new Feature("age", ColumnType.INTEGER, Feature.Kind.NUMERIC),
          new Feature("country", ColumnType.STRING, Feature.Kind.CATEGORICAL),
          new Feature("spend_per_order", ColumnType.NUMBER, Feature.Kind.NUMERIC),
          new Feature("is_premium", ColumnType.BOOLEAN, Feature.Kind.NUMERIC),
          new Feature("is_adult", ColumnType.BOOLEAN, Feature.Kind.CATEGORICAL),
          new Feature("frequency", ColumnType.INTEGER, Feature.Kind.CATEGORICAL));
  public static final StructType SCHEMA =
      new StructType()
          .add("user_id", DataTypes.LongType)
          .add("age", DataTypes.IntegerType)
          .add("monetary", DataTypes.createDecimalType(18, 2))
          .add("frequency", DataTypes.IntegerType)
          .add("is_premium", DataTypes.BooleanType)
          .add("country", DataTypes.StringType)
          .add("label", DataTypes.IntegerType);

  private static final @Nullable String[] COUNTRIES = {
    "US",
    "DE",
    "FR",
    "",
    null,
    "tab\there",
    "quo\"te",
    "new\nline",
    "back\\slash",
    "😀",
    "\\N",
    "nan"
  };

  private SampleUsers() {}

  /** Users with the ids 1 to {@code count}, the same ones every time. */
  public static Dataset<Row> of(SparkSession spark, int count) {
    Random random = new Random(5);
    List<Row> rows = new ArrayList<>();
    for (long id = 1; id <= count; id++) {
      rows.add(user(id, random));
    }
    return spark.createDataFrame(rows, SCHEMA);
  }

  private static Row user(long id, Random random) {
    Integer age = random.nextInt(10) == 0 ? null : 14 + random.nextInt(60);
    String country = COUNTRIES[random.nextInt(COUNTRIES.length)];
    boolean premium = random.nextInt(4) == 0;
    int likely = (age == null ? 40 : age) + (premium ? 30 : 0) + ("US".equals(country) ? 20 : 0);
    return RowFactory.create(
        id,
        age,
        random.nextInt(12) == 0 ? null : java.math.BigDecimal.valueOf(random.nextInt(1_000_000), 2),
        random.nextInt(5),
        random.nextInt(15) == 0 ? null : premium,
        country,
        random.nextInt(130) < likely ? 1 : 0);
  }

  /** The names of the model's features. */
  public static List<String> featureNames() {
    return FEATURES.stream().map(Feature::name).toList();
  }

  /** The categories that occur, NULL among them. */
  public static List<@Nullable String> countries() {
    return Arrays.asList(COUNTRIES);
  }
}
