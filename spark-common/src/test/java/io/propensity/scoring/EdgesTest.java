package io.propensity.scoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class EdgesTest {

  private record Question(List<Double> edges, double value) {
    private Question {
      edges = List.copyOf(edges);
    }

    double[] ascending() {
      return edges.stream().mapToDouble(Double::doubleValue).toArray();
    }
  }

  @Property
  void countsTheEdgesThatAreNotAbove(@ForAll("questions") Question question) {
    Edges edges = new Edges(question.ascending());

    assertThat(edges.bucket(question.value()))
        .isEqualTo(
            (int)
                Arrays.stream(question.ascending())
                    .filter(edge -> edge <= question.value())
                    .count());
  }

  @Test
  void hasOneBucketWithoutEdges() {
    Edges none = new Edges(new double[0]);

    assertThat(none.buckets()).isEqualTo(1);
    assertThat(none.bucket(-3)).isZero();
  }

  /** Edges of all magnitudes, and numbers that are on them, beside them, and anywhere. */
  @Provide
  Arbitrary<Question> questions() {
    Arbitrary<Double> any =
        Arbitraries.oneOf(
            Arbitraries.doubles(),
            Arbitraries.doubles().between(-1, 1),
            Arbitraries.floats().map(Float::doubleValue),
            Arbitraries.of(0.0, -0.0, Double.MAX_VALUE, -Double.MAX_VALUE, Double.MIN_VALUE));
    Arbitrary<double[]> ascending =
        any.array(double[].class)
            .ofMinSize(1)
            .ofMaxSize(40)
            .map(edges -> Arrays.stream(edges).sorted().distinct().toArray());
    Arbitrary<Integer> choice = Arbitraries.integers().between(0, 1_000);
    return Combinators.combine(ascending, choice, any)
        .as(
            (edges, number, other) -> {
              double edge = edges[number % edges.length];
              double[] values = {edge, Math.nextUp(edge), Math.nextDown(edge), other};
              double value = values[number % values.length];
              return new Question(
                  Arrays.stream(edges).boxed().toList(), Double.isInfinite(value) ? other : value);
            });
  }
}
