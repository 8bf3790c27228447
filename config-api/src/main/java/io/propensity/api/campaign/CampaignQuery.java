package io.propensity.api.campaign;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.util.MultiValueMap;

/**
 * What a list of campaigns is asked for.
 *
 * @param page from 0
 * @param active null for active and inactive ones
 * @param q a part of the name in any case, empty for every name
 */
record CampaignQuery(int page, int size, @Nullable Boolean active, String q) {

  static final int DEFAULT_SIZE = 100;
  static final int LARGEST_SIZE = 1_000;
  static final int LAST_PAGE = 1_000_000;
  static final int LONGEST_Q = 200;
  private static final Set<String> PARAMETERS = Set.of("page", "size", "active", "q");

  /** Reads a query string's parameters; an empty one is as good as none. */
  static CampaignQuery of(MultiValueMap<String, String> parameters) {
    List<InvalidField> errors = new ArrayList<>();
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!PARAMETERS.contains(name)) {
        errors.add(new InvalidField(name, "is not a parameter; they are page, size, active and q"));
      } else if (parameters.getOrDefault(name, List.of()).size() > 1) {
        errors.add(new InvalidField(name, "is given twice"));
      }
    }
    int page = number(parameters, "page", 0, 0, LAST_PAGE, errors);
    int size = number(parameters, "size", DEFAULT_SIZE, 1, LARGEST_SIZE, errors);
    Boolean active = flag(parameters, errors);
    String q = text(parameters, "q");
    if (q.indexOf('\0') >= 0) {
      errors.add(new InvalidField("q", "holds the character U+0000, which no name has"));
    }
    if (q.length() > LONGEST_Q) {
      errors.add(new InvalidField("q", "is longer than the " + LONGEST_Q + " that a name may be"));
    }
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
    return new CampaignQuery(page, size, active, q);
  }

  private static int number(
      MultiValueMap<String, String> parameters,
      String name,
      int otherwise,
      int least,
      int most,
      List<InvalidField> errors) {
    String text = text(parameters, name);
    if (text.isEmpty()) {
      return otherwise;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    errors.add(
        new InvalidField(name, "must be a whole number from %d to %d".formatted(least, most)));
    return otherwise;
  }

  private static @Nullable Boolean flag(
      MultiValueMap<String, String> parameters, List<InvalidField> errors) {
    return switch (text(parameters, "active")) {
      case "" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> {
        errors.add(new InvalidField("active", "must be true or false"));
        yield null;
      }
    };
  }

  private static String text(MultiValueMap<String, String> parameters, String name) {
    String value = parameters.getFirst(name);
    return value == null ? "" : value;
  }
}
