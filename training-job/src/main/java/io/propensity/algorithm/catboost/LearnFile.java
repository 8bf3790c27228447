package io.propensity.algorithm.catboost;

import static org.apache.spark.sql.functions.col;

import io.propensity.features.Features;
import io.propensity.model.CategoryText;
import io.propensity.model.Feature;
import io.propensity.scoring.FeatureTable;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.apache.spark.api.java.function.MapFunction;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows as the tab-separated files that CatBoost trains on: the label, then the features. */
public final class LearnFile {

  private LearnFile() {}

  /**
   * Writes the rows to this machine's disk. Executors make the lines; the driver holds those of one
   * partition at a time.
   */
  public static void write(Dataset<Row> features, List<Feature> columns, Path file)
      throws IOException {
    List<Column> selected = new ArrayList<>(List.of(col(Features.LABEL)));
    selected.addAll(FeatureTable.vector(features, columns));
    Dataset<String> lines =
        features
            .select(selected.toArray(Column[]::new))
            .map((MapFunction<Row, String>) LearnFile::line, Encoders.STRING());
    try (BufferedWriter writer = Files.newBufferedWriter(file)) {
      for (Iterator<String> each = lines.toLocalIterator(); each.hasNext(); ) {
        writer.write(each.next());
        writer.write('\n');
      }
    }
  }

  /** Writes CatBoost's column description of such a file. */
  public static void describe(List<Feature> columns, Path file) throws IOException {
    StringBuilder text = new StringBuilder("0\tLabel\n");
    for (int i = 0; i < columns.size(); i++) {
      Feature feature = columns.get(i);
      String kind = feature.kind() == Feature.Kind.NUMERIC ? "Num" : "Categ";
      text.append(i + 1).append('\t').append(kind).append('\t').append(feature.name()).append('\n');
    }
    Files.writeString(file, text);
  }

  /** The line of a row whose first column is the label and whose others are float or text. */
  public static String line(Row row) {
    StringBuilder line = new StringBuilder().append(row.getInt(0));
    for (int i = 1; i < row.size(); i++) {
      line.append('\t').append(text(row.get(i), row.schema().apply(i).dataType().typeName()));
    }
    return line.toString();
  }

  private static String text(@Nullable Object value, String type) {
    if (value instanceof Float number) {
      return number.toString();
    }
    if (value instanceof String category) {
      return CategoryText.of(category);
    }
    return type.equals("float") ? "NaN" : CategoryText.NULL_TEXT;
  }
}
