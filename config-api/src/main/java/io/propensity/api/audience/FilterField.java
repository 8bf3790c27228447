package io.propensity.api.audience;

import io.propensity.api.problem.InvalidField;
import io.propensity.audience.AudienceFilter;
import io.propensity.expression.ExpressionException;
import java.util.Optional;

/** A filter as a field of a request. */
public final class FilterField {

  private FilterField() {}

  /** What is wrong with a filter that can be known without a table, if anything is. */
  public static Optional<InvalidField> check(String field, String filter) {
    if (filter.codePoints().allMatch(c -> Character.isWhitespace(c) || Character.isSpaceChar(c))) {
      return Optional.of(new InvalidField(field, "is blank: write TRUE for everybody"));
    }
    try {
      AudienceFilter.parse(filter);
      return Optional.empty();
    } catch (ExpressionException refused) {
      return Optional.of(wrong(field, refused));
    }
  }

  static InvalidField wrong(String field, ExpressionException refused) {
    return new InvalidField(
        field, refused.reason(), refused.position() > 0 ? refused.position() : null);
  }
}
