package io.propensity.scoring;

import ai.catboost.CatBoostModel;
import io.propensity.model.CategoryText;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;

/**
 * The numbers that CatBoost's native call takes for categories; each distinct one is handed to
 * CatBoost's own hash function once.
 */
final class CategoryHashes {

  /** CatBoost's own, which its Java API uses inside and does not show. */
  private static final MethodHandle NATIVE_HASH = nativeHash();

  private final TextNumbers hashes;
  private final int nullHash;

  CategoryHashes(CategoryText text) {
    this.hashes = new TextNumbers(value -> hash(text.text(value)));
    this.nullHash = hash(text.nullText());
  }

  /** The number for the STRING in {@code place} of a row. */
  int of(UnsafeRow row, int place) {
    return row.isNullAt(place) ? nullHash : hashes.of(row, place);
  }

  /** Of a category as the model wants it written. */
  static int hash(String text) {
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
