package io.propensity.scaffold;

/** Whole numbers, each once, in open addressing: 8 to 16 bytes a number. */
final class LongSet {

  private static final int LEAST = 64;

  private long[] slots = new long[LEAST];
  private boolean zero;
  private int size;

  /** Adds a number; false when it was there. */
  boolean add(long value) {
    if (value == 0) {
      boolean added = !zero;
      zero = true;
      return added;
    }
    if (size * 4L >= slots.length * 3L) {
      grow();
    }
    return put(value);
  }

  int size() {
    return size + (zero ? 1 : 0);
  }

  private boolean put(long value) {
    int mask = slots.length - 1;
    int at = (int) (value ^ (value >>> 32)) & mask;
    while (slots[at] != 0) {
      if (slots[at] == value) {
        return false;
      }
      at = (at + 1) & mask;
    }
    slots[at] = value;
    size++;
    return true;
  }

  private void grow() {
    long[] old = slots;
    slots = new long[old.length * 2];
    size = 0;
    for (long value : old) {
      if (value != 0) {
        put(value);
      }
    }
  }
}
