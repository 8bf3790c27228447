package io.propensity.algorithm.catboost;

import io.propensity.model.CategoryText;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.types.UTF8String;

/** Bytes of lines that grow, written without an object a value. */
final class LineBuffer {

  private static final byte[] NULL = CategoryText.NULL_TEXT.getBytes(StandardCharsets.UTF_8);
  private static final float MOST_WHOLE = 1e7f;

  /** Begins a character of four bytes, which CategoryText escapes. */
  private static final int FOUR_BYTES = 0xf0;

  private final StringBuilder digits = new StringBuilder();
  private byte[] bytes = new byte[1 << 16];
  private int length;

  int length() {
    return length;
  }

  /** The bytes so far; the buffer is empty afterwards. */
  byte[] take() {
    byte[] taken = Arrays.copyOf(bytes, length);
    length = 0;
    return taken;
  }

  void put(char ascii) {
    reserve(1);
    bytes[length++] = (byte) ascii;
  }

  void put(byte[] more) {
    reserve(more.length);
    System.arraycopy(more, 0, bytes, length, more.length);
    length += more.length;
  }

  /** In decimal digits that read back as the same float. */
  void put(float number) {
    digits.setLength(0);
    int whole = (int) number;
    if (whole == number && whole != 0 && Math.abs(number) < MOST_WHOLE) {
      digits.append(whole).append(".0");
    } else {
      digits.append(number);
    }
    putDigits();
  }

  void put(double number) {
    digits.setLength(0);
    digits.append(number);
    putDigits();
  }

  void putNull() {
    put(NULL);
  }

  /** As {@link CategoryText} writes it. */
  void put(UTF8String category) {
    int size = category.numBytes();
    reserve(size);
    category.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + (long) length);
    for (int i = length; i < length + size; i++) {
      int b = bytes[i] & 0xff;
      if (b < 0x20 || b == '"' || b == '\\' || b == 0x7f || b >= FOUR_BYTES) {
        put(CategoryText.of(category.toString()).getBytes(StandardCharsets.UTF_8));
        return;
      }
    }
    length += size;
  }

  private void putDigits() {
    int size = digits.length();
    reserve(size);
    for (int i = 0; i < size; i++) {
      bytes[length++] = (byte) digits.charAt(i);
    }
  }

  private void reserve(int more) {
    if (length + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(length + more, 2 * bytes.length));
    }
  }
}
