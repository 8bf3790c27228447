package io.propensity.scaffold;

import org.jspecify.annotations.Nullable;

/**
 * How many different hashes there are: exactly up to a bound, beyond it by HyperLogLog within about
 * 2 %, in 4 KiB.
 */
final class DistinctCount {

  private static final int BITS = 12;
  private static final int REGISTERS = 1 << BITS;
  private static final double ALPHA = 0.7213 / (1 + 1.079 / REGISTERS);

  private final int mostExact;
  private @Nullable LongSet exact = new LongSet();
  private final byte[] registers = new byte[REGISTERS];

  DistinctCount(int mostExact) {
    this.mostExact = mostExact;
  }

  void add(long hash) {
    if (exact != null) {
      exact.add(hash);
      exact = exact.size() > mostExact ? null : exact;
    }
    int register = (int) (hash >>> (Long.SIZE - BITS));
    int rank = Long.numberOfLeadingZeros((hash << BITS) | (1L << (BITS - 1))) + 1;
    registers[register] = (byte) Math.max(registers[register], rank);
  }

  long count() {
    if (exact != null) {
      return exact.size();
    }
    double sum = 0;
    for (byte rank : registers) {
      sum += 1.0 / (1L << rank);
    }
    return Math.round(ALPHA * REGISTERS * REGISTERS / sum);
  }
}
