package io.propensity.api.web;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.springframework.util.MultiValueMap;

/** A query string's parameters by name; gathers what is wrong with them. */
public final class QueryParameters {

  private final MultiValueMap<String, String> parameters;
  private final List<InvalidField> errors = new ArrayList<>();

  /** Those of a request, of which none but {@code names} are known. */
  public QueryParameters(MultiValueMap<String, String> parameters, List<String> names) {
    this.parameters = parameters;
    for (String name : new TreeSet<>(parameters.keySet())) {
      if (!names.contains(name)) {
        wrong(name, "is not a parameter; they are " + String.join(", ", names));
      } else if (parameters.getOrDefault(name, List.of()).size() > 1) {
        wrong(name, "is given twice");
      }
    }
  }

  /** A whole number; an empty one is as good as none. */
  public int number(String name, int otherwise, int least, int most) {
    return value(name).isEmpty() ? otherwise : required(name, least, most);
  }

  /** A whole number that has to be given. */
  public int required(String name, int least, int most) {
    String text = value(name);
    if (text.matches("[0-9]{1,9}")) {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    }
    wrong(name, "must be a whole number from %d to %d".formatted(least, most));
    return least;
  }

  /** A text that PostgreSQL can be asked for; empty when it is not given. */
  public String text(String name, int longest) {
    String text = value(name);
    if (text.indexOf('\0') >= 0) {
      wrong(name, "holds the character U+0000, which no name has");
    }
    if (text.length() > longest) {
      wrong(name, "is longer than the %d that a name may be".formatted(longest));
    }
    return text;
  }

  /** Refuses the request when anything was wrong. */
  public void done() {
    if (!errors.isEmpty()) {
      throw ProblemException.invalidFields(errors);
    }
  }

  private void wrong(String name, String message) {
    errors.add(new InvalidField(name, message));
  }

  private String value(String name) {
    String value = parameters.getFirst(name);
    return value == null ? "" : value;
  }
}
