package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.test.LocalSpark;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** What is written as RFC 4180 says is read back, whatever it is. */
class CsvRoundTripTest {

  private static final int COLUMNS = 3;
  private static Path file = Path.of("");

  @BeforeContainer
  static void makeAFile() throws IOException {
    file = Files.createTempFile("csv-round-trip", ".csv");
  }

  @AfterContainer
  static void removeIt() throws IOException {
    Files.deleteIfExists(file);
  }

  /** How a file is written. */
  record Dialect(String separator, char quote, String lineEnd, String encoding, boolean always) {

    byte[] bytes(List<List<String>> rows) {
      StringBuilder text = new StringBuilder();
      for (List<String> row : rows) {
        text.append(String.join(separator, row.stream().map(this::written).toList()))
            .append(lineEnd);
      }
      return text.toString().getBytes(Charset.forName(encoding));
    }

    private String written(String value) {
      boolean needed =
          value.indexOf(separator.charAt(0)) >= 0 // which may end a value before a longer separator
              || value.indexOf(quote) >= 0
              || value.contains("\n")
              || value.contains("\r");
      String mark = String.valueOf(quote);
      return always || needed ? mark + value.replace(mark, mark + mark) + mark : value;
    }
  }

  @Property(tries = 10)
  void everyTextIsReadBackAsItWas(
      @ForAll("dialects") Dialect dialect, @ForAll("rows") List<List<String>> rows)
      throws IOException {
    List<List<String>> all = new ArrayList<>(List.of(List.of("a", "b", "c")));
    all.addAll(rows);
    Files.write(file, dialect.bytes(all));

    assertThat(read(dialect)).isEqualTo(rows.stream().map(CsvRoundTripTest::missing).toList());
  }

  @Provide
  Arbitrary<Dialect> dialects() {
    return Combinators.combine(
            Arbitraries.of(",", ";", "\t", "|", "||", "^"),
            Arbitraries.of('"', '\''),
            Arbitraries.of("\n", "\r\n"),
            Arbitraries.of("UTF-8", "UTF-16", "UTF-16LE", "UTF-32BE", "GB18030"),
            Arbitraries.of(true, false))
        .as(Dialect::new);
  }

  /** The characters that mean something, and some of one to four bytes. */
  @Provide
  Arbitrary<List<List<String>>> rows() {
    Arbitrary<String> special =
        Arbitraries.strings().withChars(",;\t|^\"'\n\\ #aä€").ofMaxLength(8);
    Arbitrary<String> any =
        Arbitraries.of("", "x", "\"", "a\r\nb", "\uD83D\uDE00", "0", " padded ", "NULL", "\\N");
    return Arbitraries.oneOf(special, any).list().ofSize(COLUMNS).list().ofMaxSize(12);
  }

  /** Nothing at all is a missing value, quoted or not. */
  private static List<@Nullable String> missing(List<String> row) {
    List<@Nullable String> read = new ArrayList<>();
    row.forEach(value -> read.add(value.isEmpty() ? null : value));
    return Collections.unmodifiableList(read);
  }

  private static List<List<@Nullable String>> read(Dialect dialect) {
    Source source =
        Source.of(
            SourceFormat.CSV,
            file.toString(),
            Map.of(
                "separator", dialect.separator(),
                "quote", String.valueOf(dialect.quote()),
                "encoding", dialect.encoding(),
                "multi_line", true),
            "a STRING, b STRING, c STRING");
    SourceRows rows = CsvSource.read(LocalSpark.session(), source, false);
    List<List<@Nullable String>> all = new ArrayList<>();
    for (Row row : rows.all().collectAsList()) {
      assertThat(row.<String>getAs(SourceRows.REASON)).isNull();
      List<@Nullable String> values = new ArrayList<>();
      for (String column : List.of("a", "b", "c")) {
        values.add(row.getAs(column));
      }
      all.add(values);
    }
    return all;
  }
}
