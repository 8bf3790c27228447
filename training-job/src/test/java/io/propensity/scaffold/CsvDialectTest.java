package io.propensity.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a file is written, told by its beginning. */
class CsvDialectTest {

  @Test
  void aPlainFileNeedsNoOptions() {
    CsvDialect dialect = dialect("id,name\n1,a\n2,b\n");

    assertThat(dialect.options()).isEmpty();
    assertThat(dialect.columns()).containsExactly("id", "name");
  }

  @ParameterizedTest
  @ValueSource(strings = {";", "\t", "|", "||"})
  void findsTheSeparator(String separator) {
    CsvDialect dialect =
        dialect("id,name,x\n1,\"a,b\",3\n2,c,4\n".replace("a,b", "a").replace(",", separator));

    assertThat(dialect.options()).isEqualTo(Map.of("separator", separator));
    assertThat(dialect.columns()).containsExactly("id", "name", "x");
  }

  @Test
  void findsDecimalCommasAndThousands() {
    assertThat(dialect("a;b\n1;2,5\n2;3,75\n").options())
        .isEqualTo(Map.of("separator", ";", "decimal", ","));
    assertThat(dialect("a;b\n1;1.234,5\n2;3,75\n").options())
        .isEqualTo(Map.of("separator", ";", "decimal", ",", "thousands", "."));
    assertThat(dialect("a,b\n1,\"1,234.5\"\n2,3.75\n").options())
        .isEqualTo(Map.of("thousands", ","));
  }

  @Test
  void findsWhetherThereIsAHeader() {
    assertThat(dialect("1,a\n2,b\n").options()).isEqualTo(Map.of("header", false));
    assertThat(dialect("1,a\n2,b\n").columns()).containsExactly("c1", "c2");
    assertThat(dialect("red,yes\nblue,no\nred,yes\nblue,yes\n").columns())
        .as("texts that stand again below are values")
        .containsExactly("c1", "c2");
    assertThat(dialect("colour,bought\nblue,no\nred,yes\n").columns())
        .containsExactly("colour", "bought");
    assertThat(dialect("city,2019,2020\nUlm,1,2\nBonn,3,4\n").columns())
        .as("numbers may be names where a word stands above numbers")
        .containsExactly("c1", "c2", "c3");
    assertThat(dialect("id,2019,2020\n1,1,2\n2,3,4\n").columns())
        .containsExactly("id", "2019", "2020");
  }

  @Test
  void namesTheUnnamedColumnOfAnIndex() {
    assertThat(dialect(",x,index\n0,1.5,a\n1,2.5,b\n").columns())
        .containsExactly("index_", "x", "index");
  }

  @Test
  void findsEncodings() {
    assertThat(dialect("id,name\n1,Köln\n", Charset.forName("windows-1252")).options())
        .isEqualTo(Map.of("encoding", "windows-1252"));
    assertThat(dialect("id,name\n1,Köln\n", StandardCharsets.UTF_16).options())
        .isEqualTo(Map.of("encoding", "UTF-16"));
    assertThat(dialect("\uFEFFid,name\n1,Köln\n").columns()).containsExactly("id", "name");
  }

  @Test
  void aCharacterThatTheBeginningCutsInTwoIsNoFault() {
    byte[] text = "id,name\n1,a\n2,Kö".getBytes(StandardCharsets.UTF_8);
    byte[] cut = Arrays.copyOf(text, text.length - 1);

    assertThat(CsvDialect.of(cut, false).options()).isEmpty();
  }

  @Test
  void findsBlanksCommentsQuotesAndSeparatorsAtTheEnd() {
    assertThat(dialect("# by hand\na, b\n1, x\n2, y\n").options())
        .isEqualTo(Map.of("comment", "#", "trim", true));
    assertThat(dialect("a;b;\n1;x;\n2;y;\n").options())
        .isEqualTo(Map.of("separator", ";", "trailing_separator", true));
    assertThat(dialect("'a','b'\n'1','x,y'\n'2','z'\n").options()).isEqualTo(Map.of("quote", "'"));
    assertThat(dialect("a,b\n1, \n2,y \n3,z\n").options())
        .as("a blank alone and one after a text are left as they are")
        .isEmpty();
  }

  @Test
  void findsLineBreaksWithinQuotes() {
    CsvDialect dialect = dialect("id,text\n1,\"a\nb, c\"\n2,\"d\ne\"\n");

    assertThat(dialect.options()).isEqualTo(Map.of("multi_line", true));
    assertThat(dialect("id,size\n1,5\"\n2,6\"\n").options()).as("inches open no quote").isEmpty();
  }

  @Test
  void anEmptyFileHasNoColumns() {
    assertThat(dialect("").columns()).isEmpty();
    assertThat(dialect("\n\n").columns()).isEmpty();
  }

  @Test
  void everyOptionComesWithItsReason() {
    assertThat(dialect("a;b\n1;2,5\n2;3,75\n").reasons())
        .isEqualTo(
            List.of(
                "separator: it cuts the lines into equally many values",
                "decimal: there are numbers such as 1,5"));
  }

  private static CsvDialect dialect(String text) {
    return dialect(text, StandardCharsets.UTF_8);
  }

  private static CsvDialect dialect(String text, Charset charset) {
    return CsvDialect.of(text.getBytes(charset), true);
  }
}
