package io.propensity.scaffold;

import static org.assertj.core.api.Assertions.assertThat;

import io.propensity.environment.Roots;
import io.propensity.model.Task;
import io.propensity.pipeline.Key;
import io.propensity.pipeline.MaxMalformed;
import io.propensity.pipeline.Pipeline;
import io.propensity.pipeline.PipelineFile;
import io.propensity.pipeline.SplitSpec;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Files as people bring them, and the pipelines that are made of them. */
class NewPipelineTest {

  @TempDir private Path root;

  private final SplittableRandom random = new SplittableRandom(7);
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void writeAnEnvironment() throws IOException {
    Files.writeString(
        root.resolve("env.yaml"),
        """
        format_version: 1
        roots: {raw: %1$s/data, warehouse: %1$s/w, models: %1$s/m, reports: %1$s/r, output: %1$s/o}
        spark: {}
        config_api: {url: "http://localhost:1", timeout_seconds: 1, attempts: 1}
        """
            .formatted(root));
    Files.createDirectories(root.resolve("data"));
  }

  @Test
  void findsKeyTaskPositiveClassAndKindsOfFeatures() throws IOException {
    write(
        "churn.csv",
        "customerID,plan,age,charge,zip_code,Churn\n",
        i ->
            "c%d,%s,%d,%s,%d,%s"
                .formatted(
                    i,
                    i % 3 == 0 ? "a" : "b",
                    20 + i % 51,
                    i % 9 == 0 ? " " : "%d.5".formatted(i % 41),
                    10_000 + i % 21,
                    i % 4 == 0 ? "Yes" : "No"));

    Pipeline pipeline = made("churn.csv", "Churn");

    assertThat(pipeline.key()).isEqualTo(Key.of("customerID"));
    assertThat(pipeline.task()).isEqualTo(Task.BINARY);
    assertThat(pipeline.label().positive()).containsExactly("Yes");
    assertThat(pipeline.numeric()).containsExactly("age", "charge");
    assertThat(pipeline.categorical()).containsExactly("plan", "zip_code");
    assertThat(pipeline.raw().path()).isEqualTo(root + "/data/churn.csv");
    assertThat(pipeline.raw().options()).isEqualTo(Map.of("null_value", " "));
    assertThat(pipeline.raw().schema())
        .isEqualTo(
            "`customerID` STRING, `plan` STRING, `age` INT, `charge` DOUBLE, `zip_code` INT, `Churn` STRING");
    assertThat(text("churn"))
        .contains(
            "# Every row has another value.\nkey: customerID",
            "# The label has two values: 'No' in 450 rows, 'Yes' in 150 rows.",
            "path: ${raw}/churn.csv");
    assertThat(out.toString()).contains("Wrote ", "train with scripts/train.sh ");
  }

  @Test
  void leavesOutWhatGivesTheLabelAwayOrSaysNothing() throws IOException {
    write(
        "odd.csv",
        "id,copy,always,empty,note,x,y\n",
        i ->
            "%d,%s,7,,note %d of many,%d,%d"
                .formatted(i, i % 2 == 0 ? "A" : "B", i, random.nextInt(100), i % 2));

    Pipeline pipeline = made("odd.csv", "y");

    assertThat(pipeline.numeric()).containsExactly("x");
    assertThat(pipeline.categorical()).isEmpty();
    assertThat(text("odd"))
        .contains(
            "  - copy # it tells the label alone (100.0 % of what there is to tell)",
            "  - always # it has one value only",
            "  - empty # it is empty",
            "  - note # nearly every row has another value");
  }

  @Test
  void readsWhatIsWrittenOtherwise() throws IOException {
    String rows =
        "name;price;day;vip;y;\n"
            + rows(
                i ->
                    "Köln %d;%d,5;%02d.03.2024;%s;%s;"
                        .formatted(i % 7, i % 60, 1 + i % 28, i % 5 == 0 ? "?" : "true", i % 3));
    Files.write(root.resolve("data/a.csv"), rows.getBytes(Charset.forName("windows-1252")));

    Pipeline pipeline = made("a.csv", "y");

    assertThat(pipeline.raw().options())
        .isEqualTo(
            Map.of(
                "encoding", "windows-1252",
                "separator", ";",
                "trailing_separator", true,
                "decimal", ",",
                "null_value", "?",
                "date_format", "dd.MM.yyyy"));
    assertThat(pipeline.raw().schema())
        .isEqualTo("`name` STRING, `price` DOUBLE, `day` DATE, `vip` BOOLEAN, `y` INT");
    assertThat(pipeline.key()).isEqualTo(Key.of("generated"));
    assertThat(pipeline.task()).isEqualTo(Task.MULTICLASS);
  }

  @Test
  void aPackedFileWithAMarkWhoseKeyIsTwoColumns() throws IOException {
    String rows =
        "\uFEFFuser_id\tday\tvisits\tclicked\r\n"
            + rows(
                i ->
                    "%d\t2024-%02d-01\t%d\t%s\r"
                        .formatted(i % 100, 1 + i / 100, random.nextInt(9), random.nextInt(2)));
    try (OutputStream packed =
        new GZIPOutputStream(Files.newOutputStream(root.resolve("data/visits.tsv.gz")))) {
      packed.write(rows.getBytes(StandardCharsets.UTF_8));
    }

    Pipeline pipeline = made("visits.tsv.gz", "clicked");

    assertThat(pipeline.name()).isEqualTo("visits");
    assertThat(pipeline.key()).isEqualTo(Key.of("user_id", "day"));
    assertThat(pipeline.split()).isInstanceOf(SplitSpec.Group.class);
    assertThat(pipeline.derive()).as("nothing may be made of the key").isEmpty();
  }

  @Test
  void aLogIsSplitByItsTimeAndKeepsItsBrokenLastLineAside() throws IOException {
    write(
        "log.csv",
        "event_time,user_session,amount,fraud\n",
        i ->
            "2024-01-%02d %02d:00:00 UTC,s%d,%d.25,%d"
                .formatted(
                    1 + i / 48, i / 2 % 24, i / 2 % 90, random.nextInt(50), random.nextInt(2)));
    Files.writeString(
        root.resolve("data/log.csv"), "2024-02-01 00:00:00 UTC,s1", StandardOpenOption.APPEND);

    Pipeline pipeline = made("log.csv", "fraud");

    assertThat(pipeline.split()).isEqualTo(new SplitSpec.Time("event_time", 0.1, 0.2, null, 42L));
    assertThat(pipeline.raw().malformedBound()).isEqualTo(new MaxMalformed.Count(1));
    assertThat(pipeline.derive())
        .containsEntry("event_time_hour", "hour(`event_time`)")
        .containsEntry("event_time_weekday", "dayofweek(`event_time`)");
    assertThat(text("log")).contains("# Malformed: line 602 has 2 values, not 4");
  }

  @Test
  void aNumberOfManyValuesIsARegressionOfRowsThatHaveIt() throws IOException {
    write(
        "prices.csv",
        ",rooms,city,\"price, net\"\n",
        i ->
            "%d,%d,%s,%s"
                .formatted(
                    i,
                    random.nextInt(1, 9),
                    i % 2 == 0 ? "Ulm" : "Bonn",
                    i % 10 == 0 ? "" : random.nextDouble()));

    Pipeline pipeline = made("prices.csv", "price, net");

    assertThat(pipeline.task()).isEqualTo(Task.REGRESSION);
    assertThat(pipeline.key()).isEqualTo(Key.of("index"));
    assertThat(text("prices")).contains("# 60 rows have no label, and are left out.");
  }

  @Test
  void fewRowsAreDealtSoThatEachPartHasBothClasses() throws IOException {
    Files.writeString(
        root.resolve("data/few.csv"), "a,b,y\n1,u,0\n2,v,0\n3,u,0\n4,v,0\n5,u,1\n6,u,1\n");

    assertThat(made("few.csv", "y").split()).isEqualTo(new SplitSpec.Random(0.0, 0.5, 42L, true));
  }

  @Test
  void whatSomebodyKnowsBetterGoesFirst() throws IOException {
    write(
        "k.csv",
        "id,x,y\n",
        i -> "%d,%d,%s".formatted(i, random.nextInt(9), i % 2 == 0 ? "yes" : "no"));

    Pipeline pipeline =
        made("k.csv", "y", "--key", "generated", "--positive", "no", "--name", "other");

    assertThat(pipeline.key()).isEqualTo(Key.of("generated"));
    assertThat(pipeline.label().positive()).containsExactly("no");
    assertThat(pipeline.name()).isEqualTo("other");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ok.csv|Y|64: --label Y: the file has no such column; it has id, x, y; did you mean 'y'",
        "none.csv|y|66: There is no file",
        "constant.csv|y|65: --label y: every row that has a value has 1, so there is nothing to predict",
        "empty.csv|y|65: The file is empty",
        "header.csv|y|65: The file has no rows",
        "twice.csv|y|65: The file has two columns 'X', whatever the case of their letters: rename one",
        "texts.csv|y|65: --label y: it has 601 different texts, too many to be classes",
        "nothing.csv|y|65: No column of the file can be a feature",
        "ok.csv --name Bad|y|65: Pipeline name 'Bad' is not of the form",
        "ok.csv --name there|y|64: ",
        "ok.csv --key Id|y|64: --key Id: the file has no such column",
        "ok.csv --key y|y|64: --key y: it is the label",
        "ok.csv --positive 2|y|64: --positive 2: the label has the values '0' in 300 rows, '1' in 300 rows"
      })
  void refusesInOneLine(String arguments, String label, String message) throws IOException {
    write("ok.csv", "id,x,y\n", i -> "%d,%d,%d".formatted(i, i % 9, i % 2));
    write("constant.csv", "id,y\n", i -> i + ",1");
    Files.writeString(root.resolve("data/empty.csv"), "");
    Files.writeString(root.resolve("data/header.csv"), "x,y\n");
    Files.writeString(root.resolve("data/twice.csv"), "x,X,y\n1,2,0\n2,3,1\n");
    write("texts.csv", "id,y\n", i -> "%d,text %d".formatted(i, i));
    Files.writeString(root.resolve("data/texts.csv"), "600,one more\n", StandardOpenOption.APPEND);
    write("nothing.csv", "id,y\n", i -> "%d,%d".formatted(i, i % 2));
    Files.createDirectories(root.resolve("pipelines/there"));
    String[] words = arguments.split(" ", -1);

    String outcome = run(words[0], label, List.of(words).subList(1, words.length));

    assertThat(outcome).startsWith(message.strip());
    assertThat(outcome.lines()).hasSize(1);
    assertThat(root.resolve("pipelines")).isDirectoryNotContaining("glob:**/{ok,texts,Bad}");
  }

  private void write(String name, String header, IntFunction<String> row) throws IOException {
    Files.writeString(root.resolve("data").resolve(name), header + rows(row));
  }

  private static String rows(IntFunction<String> row) {
    return IntStream.range(0, 600).mapToObj(row).collect(Collectors.joining("\n", "", "\n"));
  }

  private Pipeline made(String file, String label, String... more) throws IOException {
    assertThat(run(file, label, List.of(more))).isEqualTo("0: ");
    try (Stream<Path> folders = Files.list(root.resolve("pipelines"))) {
      return PipelineFile.read(
          folders.findFirst().orElseThrow().toString(), roots(), Map.of(), List.of());
    }
  }

  private String run(String file, String label, List<String> more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                root.resolve("data").resolve(file).toString(),
                "--label=" + label,
                "--to=" + root.resolve("pipelines"),
                "--env=" + root.resolve("env.yaml")));
    arguments.addAll(more);
    int code =
        NewPipeline.run(
            Map.of(),
            new PrintWriter(out, true),
            new PrintWriter(err, true),
            arguments.toArray(String[]::new));
    return code + ": " + err;
  }

  private String text(String name) throws IOException {
    return Files.readString(root.resolve("pipelines").resolve(name).resolve(PipelineFile.NAME));
  }

  private Roots roots() {
    return new Roots(root + "/data", root + "/w", root + "/m", root + "/r", root + "/o");
  }
}
