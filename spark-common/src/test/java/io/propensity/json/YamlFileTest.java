package io.propensity.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.annotation.JsonFormat;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.propensity.run.Checks;
import io.propensity.run.ConfigurationException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlFileTest {

  enum Colour {
    @JsonProperty("red")
    RED,
    @JsonProperty("green")
    GREEN
  }

  record Inner(int least, @Nullable Integer most) {
    Inner {
      new Checks()
          .require(least >= 0, "least", "must be 0 or more")
          .require(most == null || most >= least, "most", "must be least or more")
          .done();
    }
  }

  record Outer(
      String name,
      @Nullable Colour colour,
      @Nullable Double share,
      @Nullable Boolean on,
      @JsonFormat(with = JsonFormat.Feature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
          @Nullable List<String> values,
      @Nullable Map<String, Object> params,
      @Nullable Inner inner,
      @Nullable Map<String, Inner> inners) {}

  @Test
  void tellsAllFaultsAtOnceEachWithItsLine() {
    assertThatThrownBy(
            () ->
                bind(
                    """
                    name: x
                    colour: gren
                    share: much
                    vales: [a]
                    inner:
                      least: -1
                      most: -2
                    inners:
                      a: {least: 1}
                      b: {most: 1}
                    """))
        .isInstanceOfSatisfying(
            ConfigurationException.class,
            e ->
                assertThat(e.faults())
                    .extracting(Object::toString)
                    .containsExactly(
                        "f.yaml:2: 'colour' is 'gren'; it must be one of red, green; did you mean green?",
                        "f.yaml:3: 'share' must be a number, and is 'much'",
                        "f.yaml:4: unknown key 'vales'; the keys there are colour, inner, inners, name, on, params, share, values; did you mean values?",
                        "f.yaml:6: 'inner.least' must be 0 or more",
                        "f.yaml:7: 'inner.most' must be least or more",
                        "f.yaml:10: lacks inners.b.least"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"yes", "No", "ON", "off"})
  void aWordThatYamlTakesForABooleanIsToBeQuotedWhereTextIsWanted(String word) {
    assertThatThrownBy(() -> bind("name: x\nvalues: " + word))
        .hasMessage(
            "f.yaml:2: 'values[0]' is %1$s, which YAML reads as a boolean: quote it, \"%1$s\""
                .formatted(word));
    assertThat(bind("name: x\nvalues: \"%s\"".formatted(word)).values()).containsExactly(word);
    assertThatThrownBy(() -> bind("name: x\nparams: {a: " + word + "}"))
        .hasMessageContaining("write true or false, or quote it");
    assertThat(bind("name: x\non: " + word).on()).isEqualTo(word.matches("(?i)yes|on"));
  }

  @Test
  void oneValueStandsForAListAndTextIsAsItIsWritten() {
    assertThat(bind("name: 007\nvalues: 1.50").values()).containsExactly("1.50");
    assertThat(bind("name: 007\nvalues: [true, ~x, y]").values())
        .containsExactly("true", "~x", "y");
    assertThat(bind("name: 007").name()).isEqualTo("007");
  }

  @Test
  void anyValueKeepsItsType() {
    assertThat(
            bind("name: x\nparams: {a: 1, b: 1.5, c: '1', d: true, e: [1, x], f: 3000000000, g: 1e-3}")
                .params())
        .isEqualTo(
            Map.of(
                "a",
                1,
                "b",
                1.5,
                "c",
                "1",
                "d",
                true,
                "e",
                List.of(1, "x"),
                "f",
                3_000_000_000L,
                "g",
                0.001));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "share: '0.5'|'share' must be a number, and is the text \"0.5\"",
        "share: [1]|'share' must be one value, and is a list",
        "share: .inf|'share' must be a number, and is '.inf'",
        "on: 1|'on' must be true or false, and is '1'",
        "inner: 3|'inner' has keys of its own, least, most, and is '3'",
        "inner: {least: 1.5}|'inner.least' must be a whole number, and is '1.5'",
        "inner: {least: 99999999999}|'inner.least' must be a whole number",
        "inners: [1]|'inners' must be a map of keys and values, and is a list",
        "values: {a: b}|'values' must be a list, such as [a, b], and is a map of keys",
        "params: {a: }|lacks params.a",
        "name: y|key 'name' stands twice, in line 1 already",
        "on: &a [*a]|aliases make the file endless or too large",
        "on: ${NONE}|${NONE} has no value: set the variable NONE, or write ${NONE:-default}",
        "on: [|this is no YAML: ",
      })
  void saysInItsOwnWordsWhatDoesNotFit(String line, String message) {
    assertThatThrownBy(() -> bind("name: x\n" + line))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("f.yaml:")
        .hasMessageContaining(message);
  }

  @Test
  void aVariableMayHoldWhatIsWanted() {
    Outer outer =
        YamlFile.parse(
                "f.yaml",
                "name: ${N}\nshare: ${S}\non: ${O}",
                Map.of("N", "yes", "S", "0.5", "O", "true"))
            .bind(Outer.class);

    assertThat(outer.name()).isEqualTo("yes");
    assertThat(outer.share()).isEqualTo(0.5);
    assertThat(outer.on()).isTrue();
  }

  @Test
  void aSettingTakesThePlaceOfAValueAndMayNameAVariable() {
    YamlFile file = YamlFile.parse("f.yaml", "name: x\ninner: {least: 1}", Map.of("raw", "/r"));

    Outer outer = file.with("name", "${raw}/x.csv").with("inner.most", "9").bind(Outer.class);

    assertThat(outer.name()).isEqualTo("/r/x.csv");
    assertThat(outer.inner()).isEqualTo(new Inner(1, 9));
    assertThatThrownBy(() -> file.with("inner.most", "0").bind(Outer.class))
        .hasMessage("--set inner.most=0: 'inner.most' must be least or more");
    assertThatThrownBy(() -> file.with("values", "*"))
        .isInstanceOf(ConfigurationException.class)
        .hasMessageStartingWith("--set values=*: this is no YAML");
  }

  private static Outer bind(String text) {
    return YamlFile.parse("f.yaml", text, Map.of()).bind(Outer.class);
  }
}
