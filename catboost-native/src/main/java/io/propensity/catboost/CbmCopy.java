package io.propensity.catboost;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A copy of a model in which fields of its trees say something else: what is new lies behind all
 * that was there.
 */
final class CbmCopy {

  private final byte[] cbm;
  private final int before;
  private ByteBuffer core;

  CbmCopy(byte[] cbm) {
    this.cbm = cbm;
    ByteBuffer old = CbmFile.core(cbm);
    this.before = old.limit();
    byte[] bytes = new byte[before];
    old.get(0, bytes);
    this.core = ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Sets a whole number, which has to be there. */
  CbmCopy number(int field, int number) {
    trees().set(field, number);
    return this;
  }

  /** Sets a number, where the field is there. */
  CbmCopy real(int field, double number) {
    trees().setIfThere(field, number);
    return this;
  }

  /** Sets a vector, where the field is there. */
  CbmCopy ints(int field, int[] numbers) {
    int at = append(field, numbers.length, Integer.BYTES);
    for (int i = 0; at >= 0 && i < numbers.length; i++) {
      core.putInt(at + i * Integer.BYTES, numbers[i]);
    }
    return this;
  }

  /** As {@link #ints}. */
  CbmCopy doubles(int field, double... numbers) {
    int at = append(field, numbers.length, Double.BYTES);
    for (int i = 0; at >= 0 && i < numbers.length; i++) {
      core.putDouble(at + i * Double.BYTES, numbers[i]);
    }
    return this;
  }

  /** Makes room for a vector and points the field there; -1 where it is not there. */
  private int append(int field, int length, int size) {
    if (!trees().has(field)) {
      return -1;
    }
    int vector = CbmFile.vectorAfter(core.limit());
    int first = vector + Integer.BYTES;
    byte[] grown =
        Arrays.copyOf(core.array(), Math.addExact(first, Math.multiplyExact(length, size)));
    core = ByteBuffer.wrap(grown).order(ByteOrder.LITTLE_ENDIAN);
    core.putInt(vector, length);
    trees().point(field, vector);
    return first;
  }

  private FlatTable trees() {
    return CbmFile.trees(core);
  }

  byte[] bytes() {
    return CbmFile.assembled(core.array(), cbm, before);
  }
}
