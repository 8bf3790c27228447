package io.propensity.api.console.model;

import io.propensity.api.model.VersionDetail;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A picture of a version.
 *
 * @param name of the file without its directory and ending
 * @param title the name in words
 */
public record FigureView(String name, String title, String href) {

  private static final Set<String> ACRONYMS = Set.of("auc", "ks", "pr", "roc", "shap");

  public static FigureView of(VersionDetail.FileLink file) {
    String name = file.name().replaceFirst("^figures/", "").replaceFirst("\\.png$", "");
    return new FigureView(name, title(name), "/console" + file.href());
  }

  private static String title(String name) {
    String words =
        Arrays.stream(name.split("[_-]", -1))
            .map(word -> ACRONYMS.contains(word) ? word.toUpperCase(Locale.ROOT) : word)
            .collect(Collectors.joining(" "));
    return words.isEmpty()
        ? name
        : words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
  }
}
