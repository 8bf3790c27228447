package io.propensity.scaffold;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;

/** In which character set bytes seem to be written. */
final class Encodings {

  private static final Charset WESTERN = Charset.forName("windows-1252");

  private Encodings() {}

  /** UTF-16 by its mark, UTF-8 where all bytes fit, else windows-1252. */
  static Charset of(byte[] bytes) {
    if (startsWith(bytes, 0xFF, 0xFE) || startsWith(bytes, 0xFE, 0xFF)) {
      return StandardCharsets.UTF_16;
    }
    CharBuffer into = CharBuffer.allocate(bytes.length + 1);
    // Not at the end: a character that the cut took apart is no fault.
    CoderResult result =
        StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes), into, false);
    return result.isError() ? WESTERN : StandardCharsets.UTF_8;
  }

  /** The text without its mark. */
  static String text(byte[] bytes, Charset charset) {
    String text = charset.decode(ByteBuffer.wrap(bytes)).toString();
    return text.startsWith("\uFEFF") ? text.substring(1) : text;
  }

  private static boolean startsWith(byte[] bytes, int first, int second) {
    return bytes.length > 1 && (bytes[0] & 0xFF) == first && (bytes[1] & 0xFF) == second;
  }
}
