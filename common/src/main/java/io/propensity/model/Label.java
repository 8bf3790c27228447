package io.propensity.model;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.propensity.run.ContractException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a label is made of a row: from a column or by an expression; neither where the pipeline's SQL
 * made it.
 *
 * @param positive the values, as text, that are the positive class; empty unless the task is binary
 */
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Label(@Nullable String column, @Nullable String expression, List<String> positive) {

  public Label {
    positive = List.copyOf(positive);
    if (column != null && expression != null) {
      throw new ContractException("A label is made from a column or by an expression, not both");
    }
  }
}
