package io.propensity.api.campaign;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.springframework.data.domain.PageRequest;
import org.springframework.util.MultiValueMap;

/**
 * A query string's parameters by name and type; gathers what is wrong with them. An empty one is as
 * good as none.
 */
final class Parameters {

  static final int DEFAULT_SIZE = 100;
  static final int LARGEST_SIZE = 1_000;
  static final int LAST_PAGE = 1_000_000;

  private final MultiValueMap<String, String> given;
  private final List<InvalidField> errors = new ArrayList<>();

  /** Parameters of which no others than {@code known} may be given, and none twice. */
  Parameters(MultiValueMap<String, String> given, List<String> known) {
    this.given = given;
    for (String name : new TreeSet<>(given.keySet())) {
      if (!known.contains(name)) {
        wrong(name, "is not a parameter; they are " + String.join(", ", known));
      } else if (given.getOrDefault(name, List.of()).size() > 1) {
        wrong(name, "is given twice");
      }
    }
  }

  /** The page that {@code page} and {@code size} ask for. */
  PageRequest page() {
    return PageRequest.of(
        number("page", 0, 0, LAST_PAGE), number("size", DEFAULT_SIZE, 1, LARGEST_SIZE));
  }

  int number(String name, int otherwise, int least, int most) {
    return text(name).isEmpty() ? otherwise : requiredNumber(name, least, most);
  }

  /** A number from {@code least} to {@code most}; {@code least} when it is wrong. */
  int requiredNumber(String name, int least, int most) {
    String text = text(name);
    if (text.isEmpty()) {
      wrong(name, "is required");
      return least;
    }
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    wrong(name, "must be a whole number from %d to %d".formatted(least, most));
    return least;
  }

  @Nullable Boolean flag(String name) {
    return switch (text(name)) {
      case "" -> null;
      case "true" -> true;
      case "false" -> false;
      default -> {
        wrong(name, "must be true or false");
        yield null;
      }
    };
  }

  String text(String name) {
    String value = given.getFirst(name);
    return value == null ? "" : value;
  }

  void wrong(String name, String message) {
    errors.add(new InvalidField(name, message));
  }

  /** Refuses the request when anything was wrong. */
  void check() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
  }
}
