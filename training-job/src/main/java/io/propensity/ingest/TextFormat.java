package io.propensity.ingest;

import io.propensity.pipeline.CsvOptions;
import java.io.Serializable;
import java.nio.charset.Charset;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How text files are cut into records.
 *
 * @param charset what its bytes are
 * @param quote within which line breaks belong to the record, if {@code multiLine}; 0 for none
 * @param escape the character after which a quote is none; 0 for none
 * @param comment begins lines that are skipped; empty for none
 * @param separator which makes a line of blanks none that is blank; empty for none
 * @param trim whether blanks around values are dropped
 * @param header whether the first record of each file names columns
 */
record TextFormat(
    String charset,
    char quote,
    char escape,
    boolean multiLine,
    String comment,
    String separator,
    boolean trim,
    boolean header)
    implements Serializable {

  static TextFormat lines() {
    return new TextFormat("UTF-8", '\0', '\0', false, "", "", false, false);
  }

  static TextFormat of(CsvOptions options) {
    return new TextFormat(
        options.encoding(),
        options.quote().charAt(0),
        options.escape().charAt(0),
        options.multiLine(),
        options.comment(),
        options.separator(),
        options.trim(),
        options.header());
  }

  /** The same once it has been made UTF-8. */
  TextFormat transcoded() {
    return new TextFormat("UTF-8", quote, escape, multiLine, comment, separator, trim, header);
  }

  /** Whether a line is no record; one that holds a separator has values, though all are missing. */
  boolean skips(String text) {
    boolean blank = text.isBlank() && (separator.isEmpty() || !text.contains(separator));
    return blank || (!comment.isEmpty() && text.startsWith(comment));
  }

  /**
   * The values of a record in which nothing is quoted, escaped or trimmed, null for an empty one;
   * null where a parser has to look at it.
   */
  @Nullable String @Nullable [] values(String text) {
    boolean plain =
        separator.length() == 1
            && !trim
            && text.indexOf(quote) < 0
            && text.indexOf(escape) < 0
            && text.indexOf('\r') < 0
            && text.indexOf('\n') < 0
            && text.indexOf('\0') < 0;
    if (!plain) {
      return null;
    }
    char mark = separator.charAt(0);
    int count = 1;
    for (int at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
      count++;
    }
    @Nullable String[] values = new @Nullable String[count];
    int from = 0;
    for (int i = 0; i < count; i++) {
      int end = i == count - 1 ? text.length() : text.indexOf(mark, from);
      values[i] = end == from ? null : text.substring(from, end);
      from = end + 1;
    }
    return values;
  }

  Charset decoding() {
    return Charset.forName(charset);
  }

  /**
   * Whether a line break is the byte 10 and nothing else is: then bytes are cut, not characters.
   */
  boolean isCutByBytes() {
    return !charset.toUpperCase(Locale.ROOT).matches("UTF-?(16|32).*|X-UTF.*|CSUCS4|UCS-.*");
  }
}
