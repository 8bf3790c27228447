package io.propensity.scoring;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.ToIntFunction;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.jspecify.annotations.Nullable;

/**
 * Numbers for texts. Each distinct text is asked for once, and found again by the bytes of a row,
 * without an object; a table that is full of rare texts is emptied, so that memory is bounded.
 */
final class TextNumbers {

  private static final int FEWEST = 1 << 8;
  private static final int MOST = 1 << 17;
  private static final int SEED = 42;

  private final ToIntFunction<String> numbers;
  private byte[] @Nullable [] keys = new byte[FEWEST][];
  private int[] values = new int[FEWEST];
  private int used;

  TextNumbers(ToIntFunction<String> numbers) {
    this.numbers = numbers;
  }

  /** The number for the STRING in {@code place} of a row, which is not NULL there. */
  int of(UnsafeRow row, int place) {
    long at = row.getLong(place); // offset within the row, and size in bytes
    return of(row.getBaseObject(), row.getBaseOffset() + (at >>> 32), (int) at);
  }

  private int of(Object base, long offset, int size) {
    int slot = slot(base, offset, size);
    if (keys[slot] != null) {
      return values[slot];
    }
    byte[] key = new byte[size];
    Platform.copyMemory(base, offset, key, Platform.BYTE_ARRAY_OFFSET, size);
    int value = numbers.applyAsInt(new String(key, StandardCharsets.UTF_8));
    if (2 * used == keys.length) {
      makeRoom();
      slot = slot(base, offset, size);
    }
    keys[slot] = key;
    values[slot] = value;
    used++;
    return value;
  }

  /** Where a text is, or where it belongs. */
  private int slot(Object base, long offset, int size) {
    int mask = keys.length - 1;
    int slot = Murmur3_x86_32.hashUnsafeBytes(base, offset, size, SEED) & mask;
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (key.length == size
          && ByteArrayMethods.arrayEquals(base, offset, key, Platform.BYTE_ARRAY_OFFSET, size)) {
        return slot;
      }
      slot = (slot + 1) & mask;
    }
    return slot;
  }

  private void makeRoom() {
    if (keys.length == MOST) {
      Arrays.fill(keys, null);
      used = 0;
      return;
    }
    byte[] @Nullable [] known = keys;
    int[] theirs = values;
    keys = new byte[2 * known.length][];
    values = new int[2 * known.length];
    for (int i = 0; i < known.length; i++) {
      byte[] key = known[i];
      if (key != null) {
        int slot = slot(key, Platform.BYTE_ARRAY_OFFSET, key.length);
        keys[slot] = key;
        values[slot] = theirs[i];
      }
    }
  }
}
