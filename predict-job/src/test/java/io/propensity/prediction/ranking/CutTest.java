package io.propensity.prediction.ranking;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class CutTest {

  @Property
  void theOrderOfScoresIsTurnedAroundAndBack(@ForAll double one, @ForAll double other) {
    double least = one + 0.0; // -0.0 is 0.0
    assertThat(Cut.score(Cut.descending(one))).isEqualTo(least);
    assertThat(Integer.signum(Long.compareUnsigned(Cut.descending(one), Cut.descending(other))))
        .isEqualTo(-Integer.signum(Double.compare(least, other + 0.0)));
  }
}
