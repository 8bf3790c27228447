package io.propensity.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.core.JacksonException;
import tools.jackson.core.StreamReadFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class MalformedJsonTest {

  private static final JsonMapper JSON =
      JsonMapper.builder().enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION).build();
  private static final String CAMPAIGN =
      "{\"name\": \"Été \\u0041\", \"features\": [\"age\", 1.5e3, -0, true, null], \"f\": {\"a\": {}}}";

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      value = {
        "{                  | an object is not closed",
        "{\"a\"             | an object is not closed",
        "{\"a\": 1          | an object is not closed",
        "[1                 | an array is not closed",
        "{\"a\": \"b        | a text is not closed",
        "{\"a\": 1 \"b\": 2} | a comma or } was expected",
        "[1 2]              | a comma or ] was expected",
        "{\"a\": 1]         | an object or an array is closed by the wrong bracket",
        "]                  | an object or an array is closed by the wrong bracket",
        "{\"a\" 1}          | a colon was expected after a name",
        "{\"a\": 1,}        | a name in double quotes was expected",
        "{a: 1}             | a name in double quotes was expected",
        "{\"a\": }          | a value was expected",
        "{\"a\": tru}       | a value was expected",
        "{\"a\": comment}   | a value was expected",
        "{\"a\": NaN}       | a value was expected",
        "{\"a\": 'b'}       | a value was expected",
        "{\"a\": 01}        | a number is not written as JSON has them",
        "{\"a\": 1.}        | a number is not written as JSON has them",
        "{\"a\": -}         | a number is not written as JSON has them",
        "{\"a\": 1e}        | a number is not written as JSON has them",
        "{\"a\": \"\\x\"}   | a backslash begins an escape that JSON has not",
        "{\"a\": \"\\u12\"} | a backslash begins an escape that JSON has not",
        "{\"\\ud83d\": 1}   | an escape is half of a character",
        "{} // end          | it holds a comment, which JSON has not",
        "{} {}              | something follows after its end",
        "{\"a\": 1, \"a\": 2} | a name occurs twice: 'a'"
      })
  void saysWhatIsWrong(String json, String reason) {
    assertThat(detail(json))
        .hasValueSatisfying(detail -> assertThat(detail).contains(": " + reason));
  }

  @Test
  void saysWhichCharactersCannotStandThere() {
    assertThat(detail("{\"a\": \"\t\"}")).get().asString().contains("holds a control character");
    assertThat(detail("[1,\u0001]")).get().asString().contains("control character stands between");
    assertThat(problem("{\"a\": \"\u00ff\"}".getBytes(StandardCharsets.ISO_8859_1)))
        .get()
        .asString()
        .contains("a character is not written in UTF-8");
  }

  @Test
  void saysThatThereAreBounds() {
    assertThat(detail("[".repeat(1_000))).get().asString().contains("it is nested too deeply");
    assertThat(detail("1".repeat(2_000))).get().asString().contains("a number in it is too long");
  }

  @Test
  void cutsALongNameThatOccursTwice() {
    String name = "\"" + "n".repeat(5_000) + "\": 1";

    assertThat(detail("{" + name + "," + name + "}")).get().asString().hasSizeLessThan(250);
  }

  @Property
  void speaksOfNothingThatIsTheParsersOwn(@ForAll("texts") byte[] body) {
    assertThat(problem(body).orElse(""))
        .doesNotContainIgnoringCase(
            "source", "redacted", "token", "jackson", "feature", "marker", "code ", "java")
        .doesNotContain(MalformedJson.UNKNOWN_REASON)
        .hasSizeLessThan(300);
  }

  /** Pieces of JSON in any order, and JSON with a piece put into it, in two encodings. */
  @Provide
  Arbitrary<byte[]> texts() {
    Arbitrary<String> piece =
        Arbitraries.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "/",
            "-",
            "+",
            ".",
            "e",
            "0",
            "1",
            "01",
            "'",
            "true",
            "tru",
            "null",
            "NaN",
            "\"a\"",
            "\"b\":",
            "\n",
            "\t",
            " ",
            "\0",
            "é",
            "😀",
            "\\u",
            "\\uD800",
            "\\ud83d\\ude00",
            "#",
            "//",
            "/*",
            "\uFEFF",
            "\u001e",
            "-Infinity");
    Arbitrary<String> pieces = piece.list().ofMaxSize(12).map(all -> String.join("", all));
    Arbitrary<String> spoilt =
        Combinators.combine(piece, Arbitraries.integers().between(0, CAMPAIGN.length()))
            .as((put, at) -> CAMPAIGN.substring(0, at) + put + CAMPAIGN.substring(at));
    Arbitrary<String> cut =
        Arbitraries.integers().between(0, CAMPAIGN.length()).map(at -> CAMPAIGN.substring(0, at));
    return Combinators.combine(
            Arbitraries.oneOf(pieces, spoilt, cut),
            Arbitraries.of(StandardCharsets.UTF_8, StandardCharsets.ISO_8859_1))
        .as((text, charset) -> text.getBytes(charset));
  }

  private static Optional<String> detail(String json) {
    return problem(json.getBytes(StandardCharsets.UTF_8));
  }

  /** What is said of a body; empty when it is JSON. */
  private static Optional<String> problem(byte[] body) {
    try {
      JSON.readValue(body, JsonNode.class);
      return Optional.empty();
    } catch (JacksonException malformed) {
      return Optional.ofNullable(MalformedJson.problem(malformed).getDetail());
    }
  }
}
