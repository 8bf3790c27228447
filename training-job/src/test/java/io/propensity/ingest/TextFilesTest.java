package io.propensity.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.lifecycle.AfterContainer;
import net.jqwik.api.lifecycle.BeforeContainer;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;

/** A large file that several tasks read, each from a byte of its own on. */
class TextFilesTest {

  private static final Configuration HADOOP = new Configuration();
  private static Path file = Path.of("");

  @BeforeContainer
  static void makeAFile() throws IOException {
    file = Files.createTempFile("text-files", ".csv");
  }

  @AfterContainer
  static void removeIt() throws IOException {
    Files.deleteIfExists(file);
  }

  @Property(tries = 100)
  void slicesOfAnySizeHoldTheRecordsOfTheWholeFileOnceInTheirOrder(
      @ForAll("lines") List<String> lines,
      @ForAll boolean header,
      @ForAll boolean lastLineEnds,
      @ForAll @IntRange(min = 1, max = 60) int slice)
      throws IOException {
    String text = (header ? "h\n" : "") + String.join("\n", lines) + (lastLineEnds ? "\n" : "");
    Files.write(file, text.getBytes(StandardCharsets.UTF_8));
    TextFormat format = new TextFormat("UTF-8", '"', '"', false, "#", ",", false, header);

    assertThat(texts(format, slice)).isEqualTo(texts(format, Long.MAX_VALUE));
  }

  /** Quotes that a boundary may cut, letters of several bytes, blank lines, comments, CRLF. */
  @Provide
  Arbitrary<List<String>> lines() {
    Arbitrary<String> line = Arbitraries.strings().withChars("a,\"ä€ #\r").ofMaxLength(25);
    return line.list().ofMaxSize(12);
  }

  private static List<String> texts(TextFormat format, long slice) throws IOException {
    List<FileStatus> files = SourceFiles.list(file.toString(), HADOOP);
    List<FileSlice> slices = TextFiles.slices(files, format, HADOOP, slice);
    TextFiles.Rows rows =
        new TextFiles.Rows(slices.iterator(), new long[slices.size()], format, HADOOP);
    List<String> texts = new ArrayList<>();
    while (rows.hasNext()) {
      texts.add(rows.next().getUTF8String(0).toString());
    }
    return texts;
  }
}
