package io.propensity.api.campaign;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What became of one field.
 *
 * @param added what a list has gained, in its new order; null for other fields
 * @param removed what it has lost, in its old order; null for other fields
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record FieldChange(
    String field,
    JsonNode from,
    JsonNode to,
    @Nullable List<String> added,
    @Nullable List<String> removed) {

  static FieldChange of(String field, JsonNode from, JsonNode to) {
    return from.isArray()
        ? new FieldChange(field, from, to, missing(to, from), missing(from, to))
        : new FieldChange(field, from, to, null, null);
  }

  /** What the one list has and the other has not. */
  private static List<String> missing(JsonNode has, JsonNode hasNot) {
    List<String> others = texts(hasNot);
    return texts(has).stream().filter(text -> !others.contains(text)).toList();
  }

  private static List<String> texts(JsonNode list) {
    return list.valueStream().map(JsonNode::asString).toList();
  }
}
