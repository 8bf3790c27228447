package io.propensity.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.propensity.expression.ColumnType;
import io.propensity.model.Feature;
import io.propensity.model.Task;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.apache.spark.sql.catalyst.InternalRow;
import org.apache.spark.sql.catalyst.util.ArrayData;
import org.junit.jupiter.api.Test;

class ExplanationColumnTest {

  private record Entry(String feature, double shap) {}

  @Property(tries = 300)
  void itSumsUpToTheRawScore(
      @ForAll @DoubleRange(min = -5, max = 5) double base,
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -3, max = 3) Double> shap) {
    InternalRow column = explained(shap, base, "no");

    double sum = column.getDouble(0) + column.getDouble(3);
    for (Entry entry : entries(column, 1)) {
      sum += entry.shap();
    }
    for (Entry entry : entries(column, 2)) {
      sum += entry.shap();
    }
    assertThat(sum)
        .isCloseTo(base + shap.stream().mapToDouble(Double::doubleValue).sum(), within(1e-9));
  }

  @Property(tries = 300)
  void itTellsTheStrongestOnEitherSide(
      @ForAll @Size(min = 1, max = 12) List<@DoubleRange(min = -3, max = 3) Double> shap) {
    List<Entry> all =
        IntStream.range(0, shap.size()).mapToObj(i -> new Entry("f" + i, shap.get(i))).toList();
    InternalRow column = explained(shap, 0, "no");

    assertThat(entries(column, 1))
        .isEqualTo(
            all.stream()
                .filter(entry -> entry.shap() > 0)
                .sorted(Comparator.comparingDouble(Entry::shap).reversed())
                .limit(3)
                .toList());
    assertThat(entries(column, 2))
        .isEqualTo(
            all.stream()
                .filter(entry -> entry.shap() < 0)
                .sorted(Comparator.comparingDouble(Entry::shap))
                .limit(3)
                .toList());
  }

  @Test
  void whatSpeaksAgainstTheModelsFirstClassSpeaksForTheOther() {
    InternalRow column = explained(List.of(2.0, -1.0, 0.0), 0.5, "yes");

    assertThat(column.getDouble(0)).isEqualTo(-0.5);
    assertThat(entries(column, 1)).containsExactly(new Entry("f1", 1.0));
    assertThat(entries(column, 2)).containsExactly(new Entry("f0", -2.0));
    assertThat(column.getDouble(3)).isZero();
  }

  private static InternalRow explained(List<Double> shap, double base, String first) {
    List<Feature> features =
        IntStream.range(0, shap.size())
            .mapToObj(i -> new Feature("f" + i, ColumnType.NUMBER, Feature.Kind.NUMERIC))
            .toList();
    ModelOutput output =
        ModelOutput.of(Task.BINARY, List.of(first, "yes".equals(first) ? "no" : "yes"), "yes", "");
    return new Explanation(features, output)
        .of(base, shap.stream().mapToDouble(Double::doubleValue).toArray());
  }

  private static List<Entry> entries(InternalRow column, int place) {
    ArrayData array = column.getArray(place);
    List<Entry> entries = new ArrayList<>();
    for (int i = 0; i < array.numElements(); i++) {
      InternalRow entry = array.getStruct(i, 2);
      entries.add(new Entry(entry.getString(0), entry.getDouble(1)));
    }
    return entries;
  }
}
