package io.propensity.scoring;

import io.propensity.expression.ColumnType;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;

/**
 * The features as an MLlib pipeline takes them: a DOUBLE column for each numeric one, NULL for what
 * is missing or NaN and the largest float for what is beyond it, so that no product becomes
 * infinite; and a STRING column for each categorical one, never NULL or empty: {@code \N} and
 * {@code \E} stand for these, and a backslash within a value is written as {@code \}{@code u005c},
 * so that no value is taken for them.
 */
public final class MllibColumns {

  /** The folder of the pipeline within an artifact. */
  public static final String FOLDER = "spark-model";

  /** The vector of all features, which the pipeline makes. */
  public static final String FEATURES = "features";

  /** The columns that a pipeline's model adds, under MLlib's own names. */
  public static final String RAW_PREDICTION = "rawPrediction";

  public static final String PROBABILITY = "probability";
  public static final String PREDICTION = "prediction";

  /** MLlib names slots by categories, and no slot by nothing. */
  private static final String EMPTY_TEXT = "\\E";

  private static final Set<String> TAKEN =
      Set.of(FEATURES, RAW_PREDICTION.toLowerCase(Locale.ROOT), PROBABILITY, PREDICTION);

  /**
   * MLlib takes a dot for a field within a column; two underscores begin its columns in between.
   */
  private static final Pattern PLAIN = Pattern.compile("(?!__)[A-Za-z_][A-Za-z0-9_]*");

  private MllibColumns() {}

  /**
   * What the features' columns are called: as the features, but {@code __feature_I} for the I-th
   * (from 0) where MLlib could not read that or makes a column of that name itself.
   */
  public static List<String> names(List<Feature> features) {
    return IntStream.range(0, features.size())
        .mapToObj(i -> name(features.get(i).name(), i))
        .toList();
  }

  /** The columns in the model's order, from a {@link FeatureTable}. */
  public static List<Column> of(Dataset<Row> featureTable, List<Feature> features) {
    List<String> names = names(features);
    return IntStream.range(0, features.size())
        .mapToObj(i -> column(featureTable, features.get(i)).as(names.get(i)))
        .toList();
  }

  private static String name(String feature, int index) {
    boolean own =
        PLAIN.matcher(feature).matches() && !TAKEN.contains(feature.toLowerCase(Locale.ROOT));
    return own ? feature : "__feature_" + index;
  }

  private static Column column(Dataset<Row> featureTable, Feature feature) {
    Column column = featureTable.col(FeatureTable.quoted(feature.name()));
    return feature.kind() == Feature.Kind.NUMERIC
        ? number(column, feature.type())
        : text(column.cast(DataTypes.StringType));
  }

  private static Column text(Column text) {
    Column escaped = functions.replace(text, functions.lit("\\"), functions.lit("\\u005c"));
    return functions
        .when(text.isNull(), CategoryText.NULL_TEXT)
        .when(text.equalTo(""), EMPTY_TEXT)
        .otherwise(escaped);
  }

  private static Column number(Column column, ColumnType type) {
    return type == ColumnType.NUMBER
        ? FeatureTable.finite(column)
        : column.cast(DataTypes.DoubleType);
  }
}
