package io.propensity.algorithm.catboost;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.catalyst.InternalRow;

/**
 * The lines of a partition in pieces of about a mebibyte. A piece is of one file alone: its first
 * byte says which.
 */
final class LearnChunks implements Iterator<byte[]> {

  private static final int CHUNK = 1 << 20;

  private final Iterator<InternalRow> rows;
  private final LearnLayout layout;
  private final LineBuffer lines = new LineBuffer();
  private byte[] waiting = new byte[0];
  private char file;

  /**
   * Makes lines of rows.
   *
   * @param rows the file as an INT, the label as INT or DOUBLE, the weight as DOUBLE where there is
   *     one, then the features as FLOAT or STRING
   */
  LearnChunks(Iterator<InternalRow> rows, LearnLayout layout) {
    this.rows = rows;
    this.layout = layout;
  }

  @Override
  public boolean hasNext() {
    while (waiting.length == 0 && rows.hasNext()) {
      InternalRow row = rows.next();
      char next = (char) row.getInt(0);
      if (lines.length() > 0 && (next != file || lines.length() >= CHUNK)) {
        waiting = lines.take();
      }
      if (lines.length() == 0) {
        file = next;
        lines.put(file);
      }
      line(row);
    }
    if (waiting.length == 0 && lines.length() > 0) {
      waiting = lines.take();
    }
    return waiting.length > 0;
  }

  @Override
  public byte[] next() {
    if (!hasNext()) {
      throw new NoSuchElementException();
    }
    byte[] chunk = waiting;
    waiting = new byte[0];
    return chunk;
  }

  private void line(InternalRow row) {
    if (layout.labels().isEmpty()) {
      lines.put(row.getDouble(1));
    } else {
      lines.put(layout.labels().get(row.getInt(1)));
    }
    int place = 2;
    if (layout.weighted()) {
      lines.put('\t');
      lines.put(row.getDouble(place++));
    }
    for (int i = 0; i < layout.numeric().size(); i++, place++) {
      lines.put('\t');
      feature(row, place, layout.numeric().get(i));
    }
    lines.put('\n');
  }

  private void feature(InternalRow row, int place, boolean number) {
    if (number) {
      lines.put(row.isNullAt(place) ? Float.NaN : row.getFloat(place));
    } else if (row.isNullAt(place)) {
      lines.putNull();
    } else {
      lines.put(row.getUTF8String(place));
    }
  }
}
