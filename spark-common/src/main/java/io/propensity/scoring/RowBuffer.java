package io.propensity.scoring;

import java.util.Arrays;
import org.apache.spark.sql.catalyst.expressions.UnsafeRow;
import org.apache.spark.unsafe.Platform;

/**
 * The rows of a batch, copied one behind the other into bytes that the next batch uses again: Spark
 * hands out one row object and overwrites it.
 */
final class RowBuffer {

  private final UnsafeRow view;
  private final int[] ends;
  private byte[] bytes = new byte[1 << 16];
  private int rows;

  RowBuffer(int capacity, int fields) {
    this.ends = new int[capacity];
    this.view = new UnsafeRow(fields);
  }

  int rows() {
    return rows;
  }

  void clear() {
    rows = 0;
  }

  void add(UnsafeRow row) {
    int start = start(rows);
    int end = Math.addExact(start, row.getSizeInBytes());
    if (end > bytes.length) {
      bytes = Arrays.copyOf(bytes, (int) Math.max(end, Math.min(2L * bytes.length, 1 << 30)));
    }
    row.writeToMemory(bytes, Platform.BYTE_ARRAY_OFFSET + (long) start);
    ends[rows++] = end;
  }

  /** The i-th row, until the next call. */
  UnsafeRow get(int i) {
    int start = start(i);
    view.pointTo(bytes, Platform.BYTE_ARRAY_OFFSET + (long) start, ends[i] - start);
    return view;
  }

  private int start(int i) {
    return i == 0 ? 0 : ends[i - 1];
  }
}
