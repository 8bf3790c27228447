package io.propensity.api.audience;

import io.propensity.api.PropensitySettings;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Which columns hold what nobody is to be shown, by their names. */
@Component
class SensitiveColumns {

  private final List<Pattern> patterns;

  SensitiveColumns(PropensitySettings settings) {
    this.patterns =
        settings.audience().sensitiveColumns().stream().map(SensitiveColumns::pattern).toList();
  }

  /** A star stands for any text; case does not matter. */
  private static Pattern pattern(String stars) {
    return Pattern.compile(
        Arrays.stream(stars.strip().toLowerCase(Locale.ROOT).split("\\*", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".*")),
        Pattern.DOTALL);
  }

  boolean has(String column) {
    String name = column.toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(pattern -> pattern.matcher(name).matches());
  }
}
