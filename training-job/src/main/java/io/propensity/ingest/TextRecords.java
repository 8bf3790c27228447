package io.propensity.ingest;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.util.Optional;

/**
 * The records of a stream whose line breaks are bytes: LF, CRLF or CR LF within quotes kept. Blank
 * lines and comments are none.
 */
final class TextRecords implements Closeable {

  private static final int BUFFER = 1 << 16;
  private static final byte[] BOM = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private final InputStream in;
  private final TextFormat format;
  private final CharsetDecoder decoder;
  private final ByteArrayOutputStream record = new ByteArrayOutputStream();
  private long position;
  private long line;

  /** Records from the stream's first byte on, which is at {@code position} of its file. */
  TextRecords(InputStream in, TextFormat format, long position) {
    this.in = new BufferedInputStream(in, BUFFER);
    this.format = format;
    this.position = position;
    this.decoder =
        format
            .decoding()
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .onUnmappableCharacter(CodingErrorAction.REPORT);
  }

  /** Where the next record begins. */
  long position() {
    return position;
  }

  /** Skips the rest of a line that belongs to the slice before. */
  void skipLine() throws IOException {
    int next = in.read();
    while (next >= 0) {
      position++;
      if (next == '\n') {
        return;
      }
      next = in.read();
    }
  }

  /** The next record that begins before {@code end}; empty when there is none. */
  Optional<TextRecord> next(long end) throws IOException {
    while (position < end) {
      long first = line + 1;
      if (!readRecord()) {
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
    byte[] bytes = record.toByteArray();
    int from = startsWithBom(bytes, first) ? BOM.length : 0;
    int end =
        bytes.length > from && bytes[bytes.length - 1] == '\r' ? bytes.length - 1 : bytes.length;
    ByteBuffer content = ByteBuffer.wrap(bytes, from, end - from);
    TextRecord found;
    try {
      found = new TextRecord(decoder.decode(content).toString(), first, true);
    } catch (CharacterCodingException e) {
      // What can be shown of it, for the table of malformed rows.
      found =
          new TextRecord(
              format.decoding().decode(content.rewind().position(from)).toString(), first, false);
    }
    return format.skips(found.text()) ? Optional.empty() : Optional.of(found);
  }

  private boolean startsWithBom(byte[] bytes, long first) {
    return first == 1
        && format.decoding().equals(java.nio.charset.StandardCharsets.UTF_8)
        && bytes.length >= BOM.length
        && bytes[0] == BOM[0]
        && bytes[1] == BOM[1]
        && bytes[2] == BOM[2];
  }

  /** Fills {@link #record} up to a line break that is outside quotes; false at the end. */
  private boolean readRecord() throws IOException {
    record.reset();
    boolean quoted = false;
    boolean any = false;
    for (int next = in.read(); next >= 0; next = in.read()) {
      position++;
      any = true;
      if (next == '\n') {
        line++;
        if (!quoted) {
          return true;
        }
      }
      if (format.multiLine()
          && next == format.escape()
          && quoted
          && format.escape() != format.quote()) {
        record.write(next);
        next = in.read();
        position += next >= 0 ? 1 : 0;
      } else if (format.multiLine() && next == format.quote()) {
        quoted = !quoted;
      }
      if (next >= 0) {
        record.write(next);
      }
    }
    line++;
    return any;
  }

  @Override
  public void close() throws IOException {
    in.close();
  }
}
