package io.propensity.ingest;

import java.io.Serializable;
import java.nio.charset.Charset;

/**
 * How text files are cut into records.
 *
 * @param charset what its bytes are
 * @param quote within which line breaks belong to the record, if {@code multiLine}; 0 for none
 * @param escape the character after which a quote is none; 0 for none
 * @param comment begins lines that are skipped; empty for none
 * @param header whether the first record of each file names columns
 */
record TextFormat(
    String charset, char quote, char escape, boolean multiLine, String comment, boolean header)
    implements Serializable {

  static TextFormat lines() {
    return new TextFormat("UTF-8", '\0', '\0', false, "", false);
  }

  /** The same once it has been made UTF-8. */
  TextFormat transcoded() {
    return new TextFormat("UTF-8", quote, escape, multiLine, comment, header);
  }

  Charset decoding() {
    return Charset.forName(charset);
  }

  /**
   * Whether a line break is the byte 10 and nothing else is: then bytes are cut, not characters.
   */
  boolean isCutByBytes() {
    return !charset
        .toUpperCase(java.util.Locale.ROOT)
        .matches("UTF-?(16|32).*|X-UTF.*|CSUCS4|UCS-.*");
  }
}
