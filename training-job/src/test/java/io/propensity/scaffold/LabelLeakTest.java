package io.propensity.scaffold;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LabelLeakTest {

  private static final int ROWS = 2_000;

  private final SplittableRandom random = new SplittableRandom(1);
  private final String[] labels = texts(i -> i % 3 == 0 ? "yes" : "no");

  @Test
  void aCopyOfTheLabelTellsAll() {
    String[] copy = texts(i -> labels[i].equals("yes") ? "A" : "B");
    String[] number = texts(i -> String.valueOf(labels[i].equals("yes") ? 5 + i : -i - 1));

    assertThat(new LabelLeak(labels, false).share(copy, false)).isEqualTo(1);
    assertThat(new LabelLeak(labels, false).share(number, true)).isGreaterThan(0.98);
  }

  @Test
  void chanceAndValuesThatNeverRecurTellNothing() {
    LabelLeak leak = new LabelLeak(labels, false);

    assertThat(leak.share(texts(i -> String.valueOf(random.nextInt(4))), false)).isLessThan(0.1);
    assertThat(leak.share(texts(i -> "id" + i), false)).isNegative();
    assertThat(leak.share(texts(i -> String.valueOf(random.nextDouble())), true)).isLessThan(0.1);
  }

  @Test
  void thatAValueIsMissingMayTellAll() {
    String[] filled = texts(i -> labels[i].equals("yes") ? "2024-01-0" + (1 + i % 9) : "");

    assertThat(new LabelLeak(labels, false).share(filled, false)).isGreaterThan(0.99);
  }

  @Test
  void aNumberThatIsMadeOfTheLabelExplainsItsVariance() {
    String[] numbers = texts(i -> String.valueOf(random.nextDouble() * 100));
    String[] copy = texts(i -> String.valueOf(2 * Double.parseDouble(numbers[i]) + 7));
    String[] noisy =
        texts(i -> String.valueOf(Double.parseDouble(numbers[i]) + random.nextDouble() * 100));
    LabelLeak leak = new LabelLeak(numbers, true);

    assertThat(leak.share(copy, true)).isGreaterThan(0.999);
    assertThat(leak.share(noisy, true)).isCloseTo(0.5, within(0.15));
  }

  @Test
  void saysNothingOfFewRows() {
    String[] few = {"yes", "no", "yes"};

    assertThat(new LabelLeak(few, false).share(few, false)).isZero();
  }

  private static String[] texts(IntFunction<String> each) {
    return IntStream.range(0, ROWS).mapToObj(each).toArray(String[]::new);
  }
}
