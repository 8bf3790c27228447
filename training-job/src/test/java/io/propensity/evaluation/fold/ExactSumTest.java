package io.propensity.evaluation.fold;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class ExactSumTest {

  @Test
  void losesNothingOfWhatIsSmall() {
    ExactSum sum = new ExactSum();
    sum.add(1e16);
    sum.add(1);
    sum.add(-1e16);

    assertThat(sum.value()).isEqualTo(1);
  }

  @Test
  void infinitiesAndNaNAreKept() {
    ExactSum sum = new ExactSum();
    sum.add(1);
    sum.add(Double.POSITIVE_INFINITY);
    assertThat(sum.value()).isInfinite();
    sum.add(Double.NaN);
    assertThat(sum.value()).isNaN();
  }

  @Property(tries = 200)
  void isTheExactSumRoundedOnceInAnyOrderAndParts(
      @ForAll @Size(max = 60) List<@DoubleRange(min = -1e12, max = 1e12) Double> values,
      @ForAll long seed) {
    List<Double> all = new ArrayList<>(values);
    Random random = new Random(seed);
    values.forEach(value -> all.add(value * Math.scalb(1.0, random.nextInt(120) - 60)));
    BigDecimal exact = all.stream().map(BigDecimal::new).reduce(BigDecimal.ZERO, BigDecimal::add);
    Collections.shuffle(all, random);

    ExactSum[] parts = {new ExactSum(), new ExactSum(), new ExactSum()};
    all.forEach(value -> parts[random.nextInt(3)].add(value));
    parts[1].add(parts[2]);
    parts[1].add(parts[0]);

    assertThat(parts[1].value()).isEqualTo(exact.doubleValue());
  }
}
