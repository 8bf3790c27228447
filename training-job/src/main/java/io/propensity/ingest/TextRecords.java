package io.propensity.ingest;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * The records of a stream whose line breaks are bytes: LF, CRLF or CR LF within quotes kept. Blank
 * lines and comments are none.
 */
final class TextRecords implements Closeable {

  private static final int BUFFER = 1 << 16;
  private static final char REPLACEMENT = '\uFFFD';
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final TextFormat format;
  private final CharsetDecoder decoder;
  private final boolean unicode;
  private final byte[] buffer = new byte[BUFFER];
  private int at;
  private int filled;
  private byte[] record = new byte[256];
  private int length;
  private long position;
  private long line;

  /** Records from the stream's first byte on, which is at {@code position} of its file. */
  TextRecords(InputStream in, TextFormat format, long position) {
    this.in = in;
    this.format = format;
    this.position = position;
    this.decoder =
        format
            .decoding()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
    this.unicode = format.decoding().equals(StandardCharsets.UTF_8);
  }

  /** Where the next record begins. */
  long position() {
    return position;
  }

  /** Skips the rest of a line that belongs to the slice before. */
  void skipLine() throws IOException {
    readLine();
    line = 0;
  }

  /** The next record that begins before {@code end}; empty when there is none. */
  Optional<TextRecord> next(long end) throws IOException {
    while (position < end) {
      long first = line + 1;
      if (!(format.multiLine() ? readRecord() : readLine())) {
        return Optional.empty();
      }
      Optional<TextRecord> found = decoded(first);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  private Optional<TextRecord> decoded(long first) {
    int from = startsWithBom(first) ? BOM.length : 0;
    int end = length > from && record[length - 1] == '\r' ? length - 1 : length;
    TextRecord found = decoded(first, from, end);
    return format.skips(found.text()) ? Optional.empty() : Optional.of(found);
  }

  private TextRecord decoded(long first, int from, int end) {
    if (unicode) { // the quickest way, which tells bytes that are no text by the character for them
      String text = new String(record, from, end - from, StandardCharsets.UTF_8);
      if (text.indexOf(REPLACEMENT) < 0) {
        return new TextRecord(text, first, true);
      }
    }
    ByteBuffer content = ByteBuffer.wrap(record, from, end - from);
    try {
      return new TextRecord(decoder.decode(content).toString(), first, true);
    } catch (CharacterCodingException e) {
      // What can be shown of it, for the table of malformed rows.
      return new TextRecord(
          format.decoding().decode(content.rewind().position(from)).toString(), first, false);
    }
  }

  private boolean startsWithBom(long first) {
    return first == 1
        && unicode
        && length >= BOM.length
        && record[0] == BOM[0]
        && record[1] == BOM[1]
        && record[2] == BOM[2];
  }

  /** Fills {@link #record} up to a line break; false at the end. */
  private boolean readLine() throws IOException {
    length = 0;
    boolean any = false;
    while (at < filled || fill()) {
      any = true;
      int end = at;
      while (end < filled && buffer[end] != '\n') {
        end++;
      }
      append(at, end);
      boolean broken = end < filled;
      position += end - at + (broken ? 1 : 0);
      at = broken ? end + 1 : end;
      if (broken) {
        break;
      }
    }
    line++;
    return any;
  }

  /** Fills {@link #record} up to a line break that is outside quotes; false at the end. */
  private boolean readRecord() throws IOException {
    length = 0;
    boolean quoted = false;
    boolean any = false;
    for (int next = read(); next >= 0; next = read()) {
      any = true;
      if (next == '\n') {
        line++;
        if (!quoted) {
          return true;
        }
      }
      if (next == format.escape() && quoted && format.escape() != format.quote()) {
        append(at - 1, at);
        next = read();
      } else if (next == format.quote()) {
        quoted = !quoted;
      }
      if (next >= 0) {
        append(at - 1, at);
      }
    }
    line++;
    return any;
  }

  private int read() throws IOException {
    if (at == filled && !fill()) {
      return -1;
    }
    position++;
    return buffer[at++] & 0xFF;
  }

  private boolean fill() throws IOException {
    filled = Math.max(0, in.read(buffer));
    at = 0;
    return filled > 0;
  }

  private void append(int from, int end) {
    int count = end - from;
    if (record.length - length < count) {
      record = Arrays.copyOf(record, Math.max(2 * record.length, length + count));
    }
    System.arraycopy(buffer, from, record, length, count);
    length += count;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
