package io.propensity.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.HashSet;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class DistinctCountTest {

  @Test
  void isExactUpToItsBoundAndNearBeyondIt() {
    DistinctCount few = new DistinctCount(1_000);
    DistinctCount many = new DistinctCount(1_000);
    for (int i = 0; i < 200_000; i++) {
      few.add(Hashes.of("v" + i % 700));
      many.add(Hashes.of("v" + i % 100_000));
    }

    assertThat(few.count()).isEqualTo(700);
    assertThat(many.count()).isCloseTo(100_000L, within(5_000L));
  }

  @Property(tries = 100)
  void aSetOfNumbersIsAsJavasOwn(@ForAll long[] numbers) {
    LongSet set = new LongSet();
    Set<Long> expected = new HashSet<>();
    for (long number : numbers) {
      assertThat(set.add(number)).isEqualTo(expected.add(number));
    }
    assertThat(set.size()).isEqualTo(expected.size());
  }
}
