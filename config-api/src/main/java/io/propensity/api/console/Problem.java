package io.propensity.api.console;

import io.propensity.api.problem.InvalidField;
import io.propensity.api.problem.ProblemException;
import jakarta.servlet.http.HttpServletResponse;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.http.ProblemDetail;
import org.springframework.ui.Model;
import org.springframework.web.ErrorResponse;

/**
 * Why something was refused, in the API's own words.
 *
 * @param errors by field
 * @param shown the fields beside which a page shows what is wrong with them
 */
public record Problem(String title, String detail, List<InvalidField> errors, List<String> shown) {

  public Problem {
    errors = List.copyOf(errors);
    shown = List.copyOf(shown);
  }

  public static Problem of(ErrorResponse refusal) {
    return of(refusal.getBody());
  }

  public static Problem of(ProblemDetail body) {
    return new Problem(
        Objects.requireNonNullElse(body.getTitle(), "It was refused"),
        Objects.requireNonNullElse(body.getDetail(), ""),
        errors(body),
        List.of());
  }

  /**
   * Has a page show why it was refused what it asked for, with the status of the refusal.
   *
   * @param fields the fields beside which the page shows what is wrong with them
   */
  public static void show(
      ProblemException refusal, List<String> fields, Model page, HttpServletResponse response) {
    response.setStatus(refusal.getStatusCode().value());
    page.addAttribute("problem", of(refusal).beside(fields));
  }

  private static List<InvalidField> errors(ProblemDetail body) {
    Map<String, Object> properties = body.getProperties();
    return properties != null && properties.get("errors") instanceof List<?> errors
        ? errors.stream()
            .filter(InvalidField.class::isInstance)
            .map(InvalidField.class::cast)
            .toList()
        : List.of();
  }

  /** The same on a page that has some of the fields. */
  public Problem beside(List<String> fields) {
    return new Problem(title, detail, errors, fields);
  }

  /** What is wrong with a field; null where nothing is. */
  public @Nullable String of(String field) {
    return errors.stream()
        .filter(error -> isOf(error, field))
        .map(InvalidField::message)
        .findFirst()
        .orElse(null);
  }

  /** Where an expression is wrong, from 1; null where that is not known. */
  public @Nullable Integer position(String field) {
    return errors.stream()
        .filter(error -> isOf(error, field))
        .map(InvalidField::position)
        .filter(Objects::nonNull)
        .findFirst()
        .orElse(null);
  }

  /** What no field of the page shows. */
  public List<InvalidField> others() {
    return errors.stream()
        .filter(error -> shown.stream().noneMatch(field -> isOf(error, field)))
        .toList();
  }

  private static boolean isOf(InvalidField error, String field) {
    return error.field().equals(field) || error.field().startsWith(field + "[");
  }
}
