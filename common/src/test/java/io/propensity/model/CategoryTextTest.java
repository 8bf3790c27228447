package io.propensity.model;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class CategoryTextTest {

  private static final Pattern ESCAPE = Pattern.compile("\\\\u([0-9a-f]{4})");

  @Test
  void leavesOrdinaryTextAsItIs() {
    String text = "Månad till månad, 月";
    assertThat(CategoryText.of(text)).isSameAs(text);
  }

  @Test
  void writesWhatCatBoostMisreadsAsEscapes() {
    assertThat(CategoryText.of("a\tb\n\"c\"\\ \u0000\u007f"))
        .isEqualTo("a\\u0009b\\u000a\\u0022c\\u0022\\u005c \\u0000\\u007f");
    assertThat(CategoryText.of("😀")).isEqualTo("\\ud83d\\ude00");
  }

  @Test
  void noValueIsMistakenForNull() {
    assertThat(CategoryText.of("\\N")).isNotEqualTo(CategoryText.NULL_TEXT);
    assertThat(CategoryText.of("")).isEmpty();
  }

  @Property
  void everyTextIsWrittenReversibly(@ForAll String text) {
    assertThat(unescape(CategoryText.of(text))).isEqualTo(text);
  }

  @Property
  void noTextHoldsWhatBreaksAFileOrTheBinding(@ForAll String text) {
    assertThat(CategoryText.of(text)).doesNotContainPattern("[\\x00-\\x1f\\x7f\"]");
    assertThat(CategoryText.of(text).chars())
        .noneMatch(c -> Character.isSurrogate((char) c.intValue()));
  }

  private static String unescape(String text) {
    return ESCAPE.matcher(text).replaceAll(found -> Matcher.quoteReplacement(unit(found.group(1))));
  }

  private static String unit(String digits) {
    return String.valueOf((char) HexFormat.fromHexDigits(digits));
  }
}
