package io.propensity.report;

import java.util.regex.Pattern;

/** The one form of the names of what a run found beside its report. */
public final class DocumentName {

  /** Small letters, digits and {@code _}, a letter first. */
  public static final String FORM = "[a-z][a-z0-9_]{0,62}";

  private static final Pattern NAME = Pattern.compile(FORM);

  private DocumentName() {}

  public static boolean isOne(String name) {
    return NAME.matcher(name).matches();
  }
}
