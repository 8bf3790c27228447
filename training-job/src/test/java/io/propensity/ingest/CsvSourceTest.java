package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.propensity.pipeline.Source;
import io.propensity.pipeline.SourceFormat;
import io.propensity.run.ContractException;
import io.propensity.test.LocalSpark;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What people's real files look like. */
class CsvSourceTest {

  @TempDir Path directory;

  @Test
  void readsSemicolonsAndDecimalCommas() throws IOException {
    write("a.csv", "id;price\n1;1.234,50\n2;-0,5\n3;12.5.1\n");

    SourceRows rows =
        read("id INT, price DOUBLE", Map.of("separator", ";", "decimal", ",", "thousands", "."));

    assertThat(kept(rows)).isEqualTo("[[1,1234.5], [2,-0.5], [3,1251.0]]");
    assertThat(kept(read("id INT, price DECIMAL(10,2)", Map.of("separator", ";", "decimal", ","))))
        .isEqualTo("[[2,-0.50]]");
  }

  @Test
  void readsAFileWithoutAHeaderAndWithSeveralMarkersOfMissingValues() throws IOException {
    write("a.csv", "1,NA,x\n2,?,?\n3,7,\"\"\n4,,\n");

    assertThat(
            kept(
                read(
                    "id INT, age INT, name STRING",
                    Map.of("header", false, "null_value", List.of("NA", "?")))))
        .isEqualTo("[[1,null,x], [2,null,null], [3,7,null], [4,null,null]]");
  }

  @Test
  void readsSeparatorsOfSeveralCharactersAndOnesAtTheEnd() throws IOException {
    write("a.csv", "id||name||\n1||a|b||\n2||c||d\n");

    SourceRows rows =
        read("id INT, name STRING", Map.of("separator", "||", "trailing_separator", true));

    assertThat(kept(rows)).isEqualTo("[[1,a|b]]");
    assertThat(reasons(rows)).containsExactly("has not 2 values: 2||c||d");
  }

  @Test
  void skipsCommentsAndBlankLinesAndTrimsWhenAsked() throws IOException {
    write("a.csv", "# made by hand\nid, name\n\n1 ,  a b \n# the end\n2, c\n");

    assertThat(kept(read("id INT, name STRING", Map.of("comment", "#", "trim", true))))
        .isEqualTo("[[1,a b], [2,c]]");
  }

  @ParameterizedTest
  @ValueSource(strings = {"windows-1252", "ISO-8859-15", "UTF-16LE", "UTF-16", "UTF-8", "IBM850"})
  void readsAnyEncoding(String encoding) throws IOException {
    byte[] text =
        "id,name\r\n1,Müller\r\n2,Çağ\r\n".replace("ğ", "ä").getBytes(Charset.forName(encoding));
    Files.write(directory.resolve("a.csv"), text);

    assertThat(kept(read("id INT, name STRING", Map.of("encoding", encoding))))
        .isEqualTo("[[1,Müller], [2,Çaä]]");
  }

  @Test
  void bytesThatDoNotFitTheEncodingMakeARowMalformed() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    bytes.write("id,name\n1,ok\n2,M".getBytes(StandardCharsets.UTF_8));
    bytes.write(0xFC);
    bytes.write("ller\n3,gut\n".getBytes(StandardCharsets.UTF_8));
    Files.write(directory.resolve("a.csv"), bytes.toByteArray());

    SourceRows rows = read("id INT, name STRING", Map.of());

    assertThat(kept(rows)).isEqualTo("[[1,ok], [3,gut]]");
    assertThat(reasons(rows))
        .singleElement()
        .asString()
        .startsWith("holds bytes that are not UTF-8: 2,M");
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheHeader() throws IOException {
    write("a.csv", "\uFEFFid,name\n1,a\n");

    assertThat(kept(read("id INT, name STRING", Map.of()))).isEqualTo("[[1,a]]");
  }

  @Test
  void readsCompressedFilesAndGlobsInTheirOrderAndNumbersTheirRows() throws IOException {
    write("part-2.csv", "id,name\n3,c\n4,d\n");
    try (OutputStream out =
        new GZIPOutputStream(Files.newOutputStream(directory.resolve("part-1.csv.gz")))) {
      out.write("id,name\n1,a\nno,x\n2,b\n".getBytes(StandardCharsets.UTF_8));
    }
    write("other.txt", "nothing of this");
    Source source =
        Source.of(SourceFormat.CSV, directory + "/part-*", Map.of(), "id INT, name STRING");

    SourceRows rows = CsvSource.read(LocalSpark.session(), source, true);

    assertThat(rows.kept().select("id", TextFiles.NUMBER).orderBy("id").collectAsList().toString())
        .isEqualTo("[[1,1], [2,3], [3,4], [4,5]]");
    assertThat(rows.malformed().select("line", "reason", "text").collectAsList().toString())
        .isEqualTo("[[3,id is not int,no,x]]");
  }

  @Test
  void keepsLineBreaksWithinQuotesWhenTold() throws IOException {
    write("a.csv", "id,name\n1,\"a\nb \"\"c\"\"\"\n2,d\n");

    assertThat(kept(read("id INT, name STRING", Map.of("multi_line", true))))
        .isEqualTo("[[1,a\nb \"c\"], [2,d]]");
  }

  @Test
  void readsTimesInTheirFormat() throws IOException {
    write(
        "a.csv",
        "day,at\n31.12.2019,2019-10-01 00:00:07 UTC\n32.12.2019,2019-10-01 00:00:07 UTC\n");

    SourceRows rows = read("day DATE, at TIMESTAMP", Map.of("date_format", "dd.MM.yyyy"));

    assertThat(
            rows.kept()
                .select(rows.kept().col("day").cast("string"), rows.kept().col("at").cast("string"))
                .collectAsList()
                .toString())
        .isEqualTo("[[2019-12-31,2019-10-01 00:00:07]]");
    assertThat(reasons(rows)).singleElement().asString().startsWith("day is not date: 32.12.2019");
  }

  @Test
  void aColumnThatMustNotBeEmptyIsHeldToThat() throws IOException {
    write("a.csv", "id,name\n1,\n2,b\n");

    assertThat(reasons(read("id INT, name STRING NOT NULL", Map.of())))
        .containsExactly("lacks a value of name: 1,");
  }

  @Test
  void aHeaderThatDiffersComesWithAdvice() throws IOException {
    write("a.csv", "id;name\n1;a\n");
    assertThatThrownBy(() -> read("id INT, name STRING", Map.of()))
        .isInstanceOf(ContractException.class)
        .hasMessageEndingWith(
            "is the separator another? Write it, such as options: {separator: ;}");

    write("a.csv", "1,a\n2,b\n");
    assertThatThrownBy(() -> read("id INT, name STRING", Map.of()))
        .hasMessageEndingWith("if the file has no header, write options: {header: false}");

    write("a.csv", "id,name,\n1,a,\n");
    assertThatThrownBy(() -> read("id INT, name STRING", Map.of()))
        .hasMessageEndingWith(
            "if records end in a separator, write options: {trailing_separator: true}");
  }

  private void write(String name, String text) throws IOException {
    Files.writeString(directory.resolve(name), text);
  }

  private SourceRows read(String schema, Map<String, Object> options) {
    return CsvSource.read(
        LocalSpark.session(),
        Source.of(SourceFormat.CSV, directory.resolve("a.csv").toString(), options, schema),
        false);
  }

  private static String kept(SourceRows rows) {
    return rows.kept().collectAsList().toString();
  }

  private static List<String> reasons(SourceRows rows) {
    return rows.malformed().collectAsList().stream()
        .map(row -> row.getString(2) + ": " + row.getString(3))
        .toList();
  }
}
