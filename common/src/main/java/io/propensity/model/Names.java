package io.propensity.model;

import io.propensity.run.ContractException;
import java.util.regex.Pattern;

/** The one form of model and pipeline names. */
public final class Names {

  private static final Pattern FORM = Pattern.compile("[a-z][a-z0-9-]{0,62}");

  private Names() {}

  /**
   * Returns {@code name}, or refuses one that is not {@code [a-z][a-z0-9-]{0,62}}.
   *
   * @param kind what is named, for the message: {@code "Model"}
   */
  public static String require(String kind, String name) {
    if (!isName(name)) {
      throw new ContractException(
          ("%s name '%s' is not of the form [a-z][a-z0-9-]{0,62}: small letters, digits and hyphens,"
                  + " a letter first")
              .formatted(kind, name));
    }
    return name;
  }

  /** Whether it has that form. */
  public static boolean isName(String text) {
    return FORM.matcher(text).matches();
  }
}
