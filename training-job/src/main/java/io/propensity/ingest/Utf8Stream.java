package io.propensity.ingest;

import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.Reader;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Text whose line breaks are more than a byte, as UTF-8; what is no text becomes U+FFFD. */
final class Utf8Stream extends InputStream {

  private static final int CHARACTERS = 8192;

  private final Reader reader;
  private final char[] characters = new char[CHARACTERS];
  private ByteBuffer bytes = ByteBuffer.allocate(0);

  Utf8Stream(InputStream in, Charset charset) {
    this.reader =
        new InputStreamReader(
            in,
            charset
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE));
  }

  @Override
  public int read() throws IOException {
    return fill() ? bytes.get() & 0xFF : -1;
  }

  @Override
  public int read(byte[] into, int offset, int length) throws IOException {
    if (!fill()) {
      return -1;
    }
    int count = Math.min(length, bytes.remaining());
    bytes.get(into, offset, count);
    return count;
  }

  private boolean fill() throws IOException {
    while (!bytes.hasRemaining()) {
      int count = reader.read(characters, 0, CHARACTERS - 1);
      if (count < 0) {
        return false;
      }
      if (count > 0 && Character.isHighSurrogate(characters[count - 1])) {
        int low = reader.read();
        if (low >= 0) {
          characters[count++] = (char) low;
        }
      }
      bytes = StandardCharsets.UTF_8.encode(CharBuffer.wrap(characters, 0, count));
    }
    return true;
  }

  @Override
  public void close() throws IOException {
    reader.close();
  }
}
