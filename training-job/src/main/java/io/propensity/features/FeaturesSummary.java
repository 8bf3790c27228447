package io.propensity.features;

import static org.apache.spark.sql.functions.avg;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.count;
import static org.apache.spark.sql.functions.count_if;
import static org.apache.spark.sql.functions.isnan;
import static org.apache.spark.sql.functions.lit;
import static org.apache.spark.sql.functions.max;
import static org.apache.spark.sql.functions.min;
import static org.apache.spark.sql.functions.percentile_approx;
import static org.apache.spark.sql.functions.pmod;
import static org.apache.spark.sql.functions.when;
import static org.apache.spark.sql.functions.xxhash64;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import io.propensity.scoring.FeatureTable;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.LongUnaryOperator;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.types.DataTypes;
import org.jspecify.annotations.Nullable;

/**
 * What a features table holds: {@code features_summary.json}. Quantiles are exact to a thousandth
 * of the rows, of which beyond 200,000 about so many are taken by a hash of the key; distinct
 * values are exact to some percent.
 *
 * @param rows rows with a label
 * @param unlabelled rows that were left out because their label is NULL, or no number where it has
 *     to be one
 * @param positiveRate the share of the positive class, null unless the task is binary
 * @param classes rows by class, null in a regression
 * @param label the label's own values, null unless the task is a regression
 * @param sourceRows of the sources' tables that it was made of, null where one does not tell
 * @param seconds of making, writing and checking the rows; null before they are written
 * @param rowsPerSecond rows of the sources, or where they are not known rows that were made, with
 *     and without a label
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FeaturesSummary(
    long rows,
    long unlabelled,
    @JsonProperty("positive_rate") @Nullable Double positiveRate,
    @Nullable Map<String, Long> classes,
    @Nullable Numbers label,
    @JsonProperty("source_rows") @Nullable Long sourceRows,
    @Nullable Double seconds,
    @JsonProperty("rows_per_second") @Nullable Long rowsPerSecond,
    Map<String, Values> features) {

  private static final double[] SHARES = {0.01, 0.05, 0.25, 0.5, 0.75, 0.95, 0.99};
  private static final int ACCURACY = 1_000;

  /** Quantiles are of about so many rows at most. */
  private static final long MOST = 200_000;

  /**
   * A feature's values.
   *
   * @param nulls rows where it is NULL or NaN
   * @param distinct about how many values a categorical one has
   * @param numbers of a numeric one that has any
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  public record Values(
      Feature.Kind kind, long nulls, @Nullable Long distinct, @Nullable Numbers numbers) {}

  /** Numbers in short; quantiles by their share, as text. */
  public record Numbers(double mean, double min, double max, Map<String, Double> quantiles) {}

  /**
   * A summary with what must not be in a table: rows without a key, with a weight that is none, of
   * a label that is no class.
   */
  record Counted(FeaturesSummary summary, long keyless, long unweighable, long strangers) {}

  /** The same, of rows that were made of so many in so many seconds. */
  FeaturesSummary took(@Nullable Long sources, double taken) {
    long made = sources == null ? rows + unlabelled : sources;
    return new FeaturesSummary(
        rows,
        unlabelled,
        positiveRate,
        classes,
        label,
        sources,
        Math.round(taken * 1000) / 1000.0,
        Math.round(made / taken),
        features);
  }

  /**
   * Summarises written rows. What Spark can compile, what of some rows alone and what of categories
   * alone are jobs of their own: together they took several times as long.
   */
  static Counted of(
      Dataset<Row> written, FeaturesRecipe recipe, Classes classes, LongUnaryOperator unlabelled) {
    List<Column> wanted = new ArrayList<>();
    wanted.add(count(lit(1)));
    wanted.add(count_if(missing(recipe.key())));
    wanted.add(recipe.weighted() ? count_if(badWeight()) : lit(0L));
    boolean regression = classes.task() == Task.REGRESSION;
    List<Column> numbers = new ArrayList<>();
    if (regression) {
      numbers.add(col(Features.LABEL));
    }
    List<Column> categories = new ArrayList<>();
    for (Feature feature : recipe.columns().features()) {
      Column column = col(FeatureTable.quoted(feature.name()));
      if (feature.kind() == Feature.Kind.CATEGORICAL) {
        wanted.add(count_if(column.isNull()));
        categories.add(column);
      } else {
        Column number = present(column);
        wanted.add(count_if(number.isNull()));
        numbers.add(number);
      }
    }
    numbers.forEach(number -> wanted.addAll(List.of(avg(number), min(number), max(number))));
    Row found = first(written, wanted);
    Cells cells =
        new Cells(
            found,
            3,
            3 + recipe.columns().features().size(),
            quantiles(written, recipe.key(), found.getLong(0), numbers),
            distinct(written, categories));
    Numbers label = regression ? cells.numbers() : null;
    Map<String, Values> features = new LinkedHashMap<>();
    for (Feature feature : recipe.columns().features()) {
      features.put(feature.name(), cells.values(feature));
    }
    Map<Integer, Long> byClass = regression ? Map.of() : byClass(written);
    long rows = found.getLong(0);
    FeaturesSummary summary =
        new FeaturesSummary(
            rows,
            unlabelled.applyAsLong(rows),
            classes.task() == Task.BINARY && rows > 0
                ? byClass.getOrDefault(1, 0L) / (double) rows
                : null,
            regression ? null : named(byClass, classes.names()),
            label,
            null,
            null,
            null,
            features);
    return new Counted(summary, found.getLong(1), found.getLong(2), byClass.getOrDefault(-1, 0L));
  }

  private static Column missing(List<String> key) {
    Column missing = lit(false);
    for (String name : key) {
      missing = missing.or(col(FeatureTable.quoted(name)).isNull());
    }
    return missing;
  }

  private static Column badWeight() {
    Column weight = col(Features.WEIGHT);
    return weight
        .isNull()
        .or(isnan(weight))
        .or(weight.leq(0))
        .or(weight.equalTo(Double.POSITIVE_INFINITY));
  }

  private static Column present(Column column) {
    Column number = column.cast(DataTypes.DoubleType);
    return when(isnan(number), lit(null)).otherwise(number);
  }

  /** A list of quantiles for each of {@code numbers}; null for one that has no value. */
  private static Row quantiles(
      Dataset<Row> written, List<String> key, long rows, List<Column> numbers) {
    Column[] keys = key.stream().map(name -> col(FeatureTable.quoted(name))).toArray(Column[]::new);
    Dataset<Row> some =
        rows <= MOST
            ? written
            : written.filter(pmod(xxhash64(keys), lit((rows + MOST - 1) / MOST)).equalTo(0));
    return first(
        some,
        numbers.stream()
            .map(number -> percentile_approx(number, lit(SHARES), lit(ACCURACY)))
            .toList());
  }

  private static Row distinct(Dataset<Row> written, List<Column> categories) {
    return first(
        written,
        categories.stream().map(org.apache.spark.sql.functions::approx_count_distinct).toList());
  }

  private static Row first(Dataset<Row> rows, List<Column> wanted) {
    return wanted.isEmpty()
        ? RowFactory.create()
        : rows.agg(wanted.get(0), wanted.subList(1, wanted.size()).toArray(Column[]::new)).head();
  }

  private static Map<Integer, Long> byClass(Dataset<Row> written) {
    Map<Integer, Long> rows = new TreeMap<>();
    written
        .groupBy(Features.LABEL)
        .agg(count(lit(1)))
        .collectAsList()
        .forEach(row -> rows.put(row.getInt(0), row.getLong(1)));
    return rows;
  }

  private static Map<String, Long> named(Map<Integer, Long> rows, List<String> names) {
    Map<String, Long> named = new LinkedHashMap<>();
    for (int i = 0; i < names.size(); i++) {
      named.put(names.get(i), rows.getOrDefault(i, 0L));
    }
    return named;
  }

  /** Reads the cells of the rows that the jobs came to, in their order. */
  private static final class Cells {

    private final Row row;
    private final Row quantiles;
    private final Row distinct;
    private int missing;
    private int number;
    private int quantile;
    private int category;

    /**
     * Cells of all jobs.
     *
     * @param missing where in {@code row} the features' missing values begin
     * @param number where the mean, the least and the greatest of each number begin
     */
    Cells(Row row, int missing, int number, Row quantiles, Row distinct) {
      this.row = row;
      this.missing = missing;
      this.number = number;
      this.quantiles = quantiles;
      this.distinct = distinct;
    }

    Values values(Feature feature) {
      long nulls = row.getLong(missing++);
      return feature.kind() == Feature.Kind.CATEGORICAL
          ? new Values(feature.kind(), nulls, distinct.getLong(category++), null)
          : new Values(feature.kind(), nulls, null, numbers());
    }

    @Nullable Numbers numbers() {
      int at = number;
      number += 3;
      int shares = quantile++;
      if (row.isNullAt(at)) {
        return null;
      }
      Map<String, Double> byShare = new LinkedHashMap<>();
      if (!quantiles.isNullAt(shares)) {
        List<Double> found = quantiles.getList(shares);
        for (int i = 0; i < SHARES.length; i++) {
          byShare.put(Double.toString(SHARES[i]), found.get(i));
        }
      }
      return new Numbers(row.getDouble(at), row.getDouble(at + 1), row.getDouble(at + 2), byShare);
    }
  }
}
