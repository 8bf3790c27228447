package io.propensity.ingest;

import io.propensity.pipeline.CsvOptions;
import java.io.Serializable;
import java.nio.charset.Charset;

/**
 * How text files are cut into records.
 *
 * @param charset what its bytes are
 * @param quote within which line breaks belong to the record, if {@code multiLine}; 0 for none
 * @param escape the character after which a quote is none; 0 for none
 * @param comment begins lines that are skipped; empty for none
 * @param separator which makes a line of blanks none that is blank; empty for none
 * @param header whether the first record of each file names columns
 */
record TextFormat(
    String charset,
    char quote,
    char escape,
    boolean multiLine,
    String comment,
    String separator,
    boolean header)
    implements Serializable {

  static TextFormat lines() {
    return new TextFormat("UTF-8", '\0', '\0', false, "", "", false);
  }

  static TextFormat of(CsvOptions options) {
    return new TextFormat(
        options.encoding(),
        options.quote().charAt(0),
        options.escape().charAt(0),
        options.multiLine(),
        options.comment(),
        options.separator(),
        options.header());
  }

  /** The same once it has been made UTF-8. */
  TextFormat transcoded() {
    return new TextFormat("UTF-8", quote, escape, multiLine, comment, separator, header);
  }

  /** Whether a line is no record; one that holds a separator has values, though all are missing. */
  boolean skips(String text) {
    boolean blank = text.isBlank() && (separator.isEmpty() || !text.contains(separator));
    return blank || (!comment.isEmpty() && text.startsWith(comment));
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
