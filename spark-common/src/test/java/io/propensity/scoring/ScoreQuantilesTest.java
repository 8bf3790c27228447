package io.propensity.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static org.assertj.core.api.Assertions.within;

import io.propensity.report.ScoreDecile;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ScoreQuantilesTest {

  private static final List<Double> SHARES = List.of(0.0, 0.01, 0.25, 0.5, 0.9, 1.0);

  @Property(tries = 200)
  void liesWithinAThousandthOfTheExactQuantile(
      @ForAll @Size(min = 1, max = 300) List<@DoubleRange(min = -1e9, max = 1e9) Double> scores) {
    ScoreQuantiles counted = of(scores);
    List<Double> sorted = scores.stream().sorted().toList();
    for (double share : SHARES) {
      int rank = (int) Math.max(1, Math.ceil(share * scores.size()));
      double exact = sorted.get(rank - 1);
      assertThat(counted.quantile(share)).isCloseTo(exact, within(Math.abs(exact) / 1024 + 1e-300));
    }
  }

  @Property(tries = 100)
  void dependsOnNeitherOrderNorPartitions(
      @ForAll @Size(min = 2, max = 100) List<@DoubleRange(min = 0, max = 1) Double> scores) {
    ScoreQuantiles parts = of(scores.subList(scores.size() / 2, scores.size()));
    parts.merge(of(scores.subList(0, scores.size() / 2)));
    List<Double> turned = new ArrayList<>(scores);
    Collections.reverse(turned);
    for (double share : SHARES) {
      assertThat(parts.quantile(share))
          .isEqualTo(of(scores).quantile(share))
          .isEqualTo(of(turned).quantile(share));
    }
  }

  @Property(tries = 100)
  void tenthsAreThoseOfTheSortedScores(
      @ForAll @Size(min = 10, max = 300) List<@DoubleRange(min = 0, max = 1) Double> scores) {
    List<Double> sorted = scores.stream().sorted(Comparator.reverseOrder()).toList();
    List<ScoreDecile> deciles = of(scores).deciles();

    assertThat(deciles)
        .extracting(ScoreDecile::decile)
        .containsExactly(1, 2, 3, 4, 5, 6, 7, 8, 9, 10);
    int start = 0;
    for (ScoreDecile decile : deciles) {
      List<Double> tenth = sorted.subList(start, start + (int) decile.rows());
      double mean = tenth.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
      assertThat(decile.rows()).isBetween(scores.size() / 10L, (scores.size() + 9) / 10L);
      assertThat(decile.meanScore()).isCloseTo(mean, within(mean / 1024 + 1e-300));
      assertThat(decile.greatestScore())
          .isCloseTo(tenth.get(0), within(tenth.get(0) / 1024 + 1e-300));
      assertThat(decile.leastScore()).isLessThanOrEqualTo(decile.greatestScore());
      start += (int) decile.rows();
    }
    assertThat(start).isEqualTo(scores.size());
  }

  @Test
  void theGreatestAndTheLeastAreThemselves() {
    List<Double> close = IntStream.range(0, 50).mapToObj(i -> 0.5 + i * 1e-9).toList();
    List<ScoreDecile> deciles = of(close).deciles();

    assertThat(deciles.get(0).greatestScore()).isEqualTo(of(close).quantile(1));
    assertThat(deciles.get(9).leastScore()).isEqualTo(of(close).quantile(0));
  }

  @Test
  void fewScoresFillFewTenths() {
    assertThat(of(List.of(0.5, 0.1)).deciles())
        .extracting(ScoreDecile::decile, ScoreDecile::rows)
        .containsExactly(tuple(1, 1L), tuple(6, 1L));
    assertThat(new ScoreQuantiles().deciles()).isEmpty();
  }

  @Test
  void endsAreExactAndNothingHasNone() {
    ScoreQuantiles counted = of(List.of(0.1, 0.7, -0.3));
    assertThat(counted.quantile(0)).isEqualTo(-0.3);
    assertThat(counted.quantile(1)).isEqualTo(0.7);
    assertThatThrownBy(() -> new ScoreQuantiles().quantile(0.5))
        .isInstanceOf(IllegalStateException.class);
  }

  private static ScoreQuantiles of(List<Double> scores) {
    ScoreQuantiles counted = new ScoreQuantiles();
    scores.forEach(counted::add);
    return counted;
  }
}
