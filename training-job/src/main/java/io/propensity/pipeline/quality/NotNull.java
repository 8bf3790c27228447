package io.propensity.pipeline.quality;

import java.time.Instant;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code not_null: [a, b]}: no row lacks a value of these. */
record NotNull(List<String> columns) implements QualityRule {

  static NotNull read(Object argument) {
    return new NotNull(Columns.names(argument, "not_null"));
  }

  @Override
  public List<Column> measures() {
    return columns.stream().map(Columns::nulls).toList();
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    boolean passed = measured.stream().allMatch(nulls -> (Long) nulls == 0);
    String figures =
        IntStream.range(0, columns.size())
            .mapToObj(
                i ->
                    "%s is null in %s of %d rows".formatted(columns.get(i), measured.get(i), count))
            .collect(Collectors.joining(", "));
    return new Finding(passed, figures);
  }
}
