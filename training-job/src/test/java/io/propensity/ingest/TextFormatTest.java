package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import com.univocity.parsers.csv.CsvParser;
import java.util.Arrays;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.apache.spark.sql.catalyst.csv.CSVOptions;
import org.junit.jupiter.api.Test;

class TextFormatTest {

  private static final TextFormat COMMAS =
      new TextFormat("UTF-8", '"', '\\', false, "", ",", false, false);

  /** The parser that all other records go to, as Spark sets it up. */
  private static final CsvParser SPARKS =
      new CsvParser(
          new CSVOptions(
                  scala.jdk.javaapi.CollectionConverters.asScala(
                          Map.of("sep", ",", "quote", "\"", "escape", "\\"))
                      .toMap(scala.$less$colon$less$.MODULE$.refl()),
                  true,
                  "UTC")
              .asParserSettings());

  static {
    // Only of the first text that a parser is given it drops a byte order mark; files have lost
    // theirs before.
    SPARKS.parseLine("first");
  }

  @Provide
  Arbitrary<String> records() {
    return Arbitraries.strings().withChars(",, \t.;#'-ab1é\u00a0\uFEFF").ofMinLength(1);
  }

  @Example
  void keepsAByteOrderMarkWithinAFileAsSparkDoes() {
    cutsARecordAsSparkDoes("\uFEFF#,a");
  }

  @Property
  void cutsARecordAsSparkDoes(@ForAll("records") String record) {
    if (!COMMAS.skips(record)) {
      String[] values = SPARKS.parseLine(record);
      // From its parser's empty texts Spark makes NULL.
      Arrays.asList(values).replaceAll(value -> value.isEmpty() ? null : value);
      assertThat(COMMAS.values(record)).isEqualTo(values);
    }
  }

  @Test
  void leavesQuotesEscapesBreaksAndBlanksToSpark() {
    for (String record : new String[] {"a,\"b\"", "a\\,b", "a\rb", "a\nb", "a\0b"}) {
      assertThat(COMMAS.values(record)).isNull();
    }
    assertThat(new TextFormat("UTF-8", '"', '"', false, "", ",", true, false).values("a, b"))
        .isNull();
    assertThat(new TextFormat("UTF-8", '"', '"', false, "", "||", false, false).values("a||b"))
        .isNull();
  }
}
