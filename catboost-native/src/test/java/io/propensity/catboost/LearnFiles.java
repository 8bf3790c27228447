package io.propensity.catboost;

import io.propensity.model.CategoryText;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rows of one number and one category, as the files that CatBoost trains on. */
record LearnFiles(Path directory, Path set, Path columns) {

  static final List<String> FEATURES = List.of("spend", "country");

  record Row(float number, @Nullable String category, int label) {

    String categoryText() {
      return category == null ? CategoryText.NULL_TEXT : CategoryText.of(category);
    }
  }

  static LearnFiles write(Path directory, List<Row> rows) throws IOException {
    Path set = directory.resolve("set.tsv");
    Files.writeString(
        set,
        IntStream.range(0, rows.size())
            .mapToObj(i -> line(i, rows.get(i)))
            .collect(Collectors.joining("\n", "", "\n")));
    Path columns = directory.resolve("columns.tsv");
    Files.writeString(columns, "0\tLabel\n1\tSampleId\n2\tNum\tspend\n3\tCateg\tcountry\n");
    return new LearnFiles(directory, set, columns);
  }

  private static String line(int id, Row row) {
    return row.label() + "\t" + id + "\t" + row.number() + "\t" + row.categoryText();
  }

  /** A fit that has the learn set for its eval set, so that every row is predicted. */
  CatBoostFit fit(Map<String, ?> parameters) {
    return new CatBoostFit(
        set,
        Optional.of(set),
        columns,
        FEATURES,
        CatBoostParameters.of(CatBoostTarget.binary("0", "1"), FEATURES, parameters, 0),
        directory,
        List.of("RawFormulaVal", "Probability"),
        0);
  }
}
