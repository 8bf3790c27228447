package io.propensity.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What is wrong with one field of a request.
 *
 * @param field its name: {@code audience_filter}, {@code features[2]}
 * @param position the character at which an expression is wrong, from 1; null for other fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidField(String field, String message, @Nullable Integer position) {

  public InvalidField(String field, String message) {
    this(field, message, null);
  }
}
