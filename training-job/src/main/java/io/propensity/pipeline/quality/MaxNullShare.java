package io.propensity.pipeline.quality;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;

/** {@code max_null_share: {age: 0.1}}: so great a share of rows may lack a value at most. */
record MaxNullShare(Map<String, Double> shares) implements QualityRule {

  static MaxNullShare read(Object argument) {
    Map<String, Double> shares = new LinkedHashMap<>();
    Columns.byColumn(argument, "max_null_share", "{age: 0.1}")
        .forEach(
            (column, value) -> {
              double share = Columns.number(value, "max_null_share." + column);
              if (share < 0 || share > 1) {
                throw Columns.wrong("max_null_share.%s wants a share in [0, 1]".formatted(column));
              }
              shares.put(column, share);
            });
    return new MaxNullShare(shares);
  }

  @Override
  public List<String> columns() {
    return List.copyOf(shares.keySet());
  }

  @Override
  public List<Column> measures() {
    return columns().stream().map(Columns::nulls).toList();
  }

  @Override
  public Finding find(List<Object> measured, Dataset<Row> rows, long count, Instant now) {
    boolean passed = true;
    List<String> figures = new ArrayList<>();
    int i = 0;
    for (Map.Entry<String, Double> each : shares.entrySet()) {
      double share = count == 0 ? 0 : (double) (Long) measured.get(i++) / count;
      passed &= share <= each.getValue();
      figures.add("%s is null in %.4f of the rows".formatted(each.getKey(), share));
    }
    return new Finding(passed, String.join(", ", figures));
  }
}
