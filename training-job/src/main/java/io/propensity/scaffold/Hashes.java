package io.propensity.scaffold;

import java.util.List;

/**
 * 64-bit hashes of texts: two of some million texts have the same one by no chance that matters.
 */
final class Hashes {

  private static final long PRIME = 0x100000001B3L;
  private static final long START = 0xCBF29CE484222325L;

  private Hashes() {}

  static long of(String text) {
    return mixed(folded(START, text));
  }

  /** Of several texts together. */
  static long of(List<String> texts) {
    long hash = START;
    for (String text : texts) {
      hash = folded(hash, text) * PRIME + text.length();
    }
    return mixed(hash);
  }

  /** FNV-1a over characters. */
  private static long folded(long start, String text) {
    long hash = start;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * PRIME;
    }
    return hash;
  }

  /** MurmurHash3's last step, so that every bit depends on every other. */
  private static long mixed(long hash) {
    long h = hash;
    h = (h ^ (h >>> 33)) * 0xFF51AFD7ED558CCDL;
    h = (h ^ (h >>> 33)) * 0xC4CEB9FE1A85EC53L;
    return h ^ (h >>> 33);
  }
}
