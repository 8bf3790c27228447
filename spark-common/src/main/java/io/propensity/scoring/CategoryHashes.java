package io.propensity.scoring;

import ai.catboost.CatBoostModel;
import io.propensity.model.CategoryText;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;
import org.apache.spark.unsafe.array.ByteArrayMethods;
import org.apache.spark.unsafe.hash.Murmur3_x86_32;
import org.jspecify.annotations.Nullable;

/**
 * The numbers that CatBoost's native call takes for categories. Each distinct category is handed to
 * CatBoost's own hash function once, and found again by the bytes of a row, without an object; a
 * table that is full of rare categories is emptied, so that memory is bounded.
 */
final class CategoryHashes {

  private static final int SLOTS = 1 << 17;
  private static final int FULL = SLOTS / 2;
  private static final int SEED = 42;

  /** CatBoost's own, which its Java API uses inside and does not show. */
  private static final MethodHandle NATIVE_HASH = nativeHash();

  private final byte[] @Nullable [] keys = new byte[SLOTS][];
  private final int[] hashes = new int[SLOTS];
  private final CategoryText text;
  private final int nullHash;
  private int used;

  CategoryHashes(CategoryText text) {
    this.text = text;
    this.nullHash = hash(text.nullText());
  }

  /** The number for the STRING in {@code place} of a row. */
  int of(UnsafeRow row, int place) {
    if (row.isNullAt(place)) {
      return nullHash;
    }
    long at = row.getLong(place); // offset within the row, and size in bytes
    return of(row.getBaseObject(), row.getBaseOffset() + (at >>> 32), (int) at);
  }

  private int of(Object base, long offset, int size) {
    int slot = Murmur3_x86_32.hashUnsafeBytes(base, offset, size, SEED) & (SLOTS - 1);
    for (byte[] key = keys[slot]; key != null; key = keys[slot]) {
      if (key.length == size
          && ByteArrayMethods.arrayEquals(base, offset, key, Platform.BYTE_ARRAY_OFFSET, size)) {
        return hashes[slot];
      }
      slot = (slot + 1) & (SLOTS - 1);
    }
    byte[] key = new byte[size];
    Platform.copyMemory(base, offset, key, Platform.BYTE_ARRAY_OFFSET, size);
    int hash = hash(text.text(new String(key, StandardCharsets.UTF_8)));
    if (used == FULL) {
      Arrays.fill(keys, null);
      used = 0;
      return hash;
    }
    keys[slot] = key;
    hashes[slot] = hash;
    used++;
    return hash;
  }

  private static int hash(String text) {
    try {
      return (int) NATIVE_HASH.invokeExact(text);
    } catch (Throwable e) {
      throw new IllegalStateException("CatBoost cannot hash the category '" + text + "'", e);
    }
  }

  private static MethodHandle nativeHash() {
    try {
      return MethodHandles.privateLookupIn(CatBoostModel.class, MethodHandles.lookup())
          .findStatic(
              CatBoostModel.class,
              "hashCategoricalFeature",
              MethodType.methodType(int.class, String.class));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("This CatBoost has no hash function for categories", e);
    }
  }
}
