package io.propensity.model;

import io.propensity.run.ContractException;
import java.util.regex.Pattern;

/** The one form of the names that point at a version of a model: {@code champion}. */
public final class AliasName {

  /** What every model has without anybody's doing: its newest version. */
  public static final String LATEST = "latest";

  static final String FORM = "[a-z][a-z0-9_-]{0,62}";

  private static final Pattern PATTERN = Pattern.compile(FORM);

  private AliasName() {}

  /** Returns {@code alias}, or refuses one of another form, and {@code latest}. */
  public static String require(String alias) {
    if (!PATTERN.matcher(alias).matches()) {
      throw new ContractException(
          ("alias '%s' is not of the form %s: small letters, digits, hyphens and underscores, a"
                  + " letter first")
              .formatted(alias, FORM));
    }
    if (alias.equals(LATEST)) {
      throw new ContractException(
          "alias 'latest' cannot be set: it is always the newest version; choose another, e.g."
              + " champion");
    }
    return alias;
  }
}
