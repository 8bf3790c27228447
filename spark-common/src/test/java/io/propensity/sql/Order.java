package io.propensity.sql;

import java.util.Arrays;

/** The order of values of one type. */
final class Order {

  private Order() {}

  @SuppressWarnings({"unchecked", "rawtypes"})
  static int compare(Object left, Object right) {
    if (left instanceof Double l && right instanceof Double r) {
      return Double.compare(l + 0.0, r + 0.0); // no minus zero; NaN is the greatest
    }
    if (left instanceof String l && right instanceof String r) {
      return Arrays.compare(l.codePoints().toArray(), r.codePoints().toArray());
    }
    return ((Comparable) left).compareTo(right);
  }
}
