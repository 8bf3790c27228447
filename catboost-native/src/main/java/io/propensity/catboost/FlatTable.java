package io.propensity.catboost;

import java.nio.ByteBuffer;
import java.nio.IntBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A table of a FlatBuffers buffer, as its format is published: a table begins with the distance to
 * its vtable, which holds the place of each field; whatever is not inline lies behind a distance.
 *
 * @param buffer little-endian
 */
record FlatTable(ByteBuffer buffer, int at) {

  private static final int VTABLE_HEADER = 4;

  static FlatTable root(ByteBuffer buffer) {
    return new FlatTable(buffer, buffer.getInt(0));
  }

  /** The first byte that is the table's own. */
  int start() {
    return Math.min(at, vtable());
  }

  FlatTable table(int field) {
    return new FlatTable(buffer, follow(required(field)));
  }

  /** Of a vector of tables; empty when the field is absent. */
  List<FlatTable> tables(int field) {
    List<FlatTable> tables = new ArrayList<>();
    int place = place(field);
    if (place != 0) {
      int vector = follow(place);
      int length = buffer.getInt(vector);
      for (int i = 1; i <= length; i++) {
        tables.add(new FlatTable(buffer, follow(vector + i * Integer.BYTES)));
      }
    }
    return tables;
  }

  /** Empty when the field is absent. */
  String text(int field) {
    int place = place(field);
    if (place == 0) {
      return "";
    }
    int text = follow(place);
    byte[] bytes = new byte[buffer.getInt(text)];
    buffer.get(text + Integer.BYTES, bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** The numbers of a vector, as they lie in the buffer; empty when the field is absent. */
  ByteBuffer doubles(int field) {
    int place = place(field);
    if (place == 0) {
      return buffer.slice(0, 0);
    }
    int vector = follow(place);
    int bytes = buffer.getInt(vector) * Double.BYTES;
    return buffer.slice(vector + Integer.BYTES, bytes).order(buffer.order());
  }

  /** Whole numbers, likewise. */
  IntBuffer ints(int field) {
    int place = place(field);
    if (place == 0) {
      return IntBuffer.allocate(0);
    }
    int vector = follow(place);
    return buffer
        .slice(vector + Integer.BYTES, buffer.getInt(vector) * Integer.BYTES)
        .order(buffer.order())
        .asIntBuffer();
  }

  boolean has(int field) {
    return place(field) != 0;
  }

  /** How many entries a vector has; 0 when the field is absent. */
  int length(int field) {
    int place = place(field);
    return place == 0 ? 0 : buffer.getInt(follow(place));
  }

  /** A whole number that lies in the table itself; 0 when the field is absent. */
  int number(int field) {
    int place = place(field);
    return place == 0 ? 0 : buffer.getInt(place);
  }

  /** A number that lies in the table itself; {@code absent} when the field is absent. */
  double real(int field, double absent) {
    int place = place(field);
    return place == 0 ? absent : buffer.getDouble(place);
  }

  /** Overwrites a whole number that lies in the table itself. */
  void set(int field, int number) {
    buffer.putInt(required(field), number);
  }

  /** Overwrites a number that lies in the table itself, if the field is there. */
  void setIfThere(int field, double number) {
    int place = place(field);
    if (place != 0) {
      buffer.putDouble(place, number);
    }
  }

  /** Has a field's vector lie elsewhere in the buffer. */
  void point(int field, int vector) {
    int place = required(field);
    buffer.putInt(place, vector - place);
  }

  private int required(int field) {
    int place = place(field);
    if (place == 0) {
      throw new IndexOutOfBoundsException("The table has no field " + field);
    }
    return place;
  }

  private int vtable() {
    return at - buffer.getInt(at);
  }

  private int follow(int place) {
    return place + buffer.getInt(place);
  }

  /** Where the field is, 0 when it is absent. */
  private int place(int field) {
    int entry = VTABLE_HEADER + field * Short.BYTES;
    if (entry >= buffer.getShort(vtable())) {
      return 0;
    }
    int offset = Short.toUnsignedInt(buffer.getShort(vtable() + entry));
    return offset == 0 ? 0 : at + offset;
  }
}
