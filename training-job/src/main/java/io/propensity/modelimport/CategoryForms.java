package io.propensity.modelimport;

import io.propensity.expression.ColumnType;
import io.propensity.model.CategoryText;
import io.propensity.run.ContractException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How categories were written for the model, as whoever imports it says: a model keeps hashes of
 * them and cannot be asked.
 *
 * @param floats {@code 1} or {@code 1.0}
 * @param booleans {@code True}, {@code true} or {@code 1}
 * @param missing the text that stood for a missing category
 */
record CategoryForms(Optional<String> floats, Optional<String> booleans, Optional<String> missing) {

  /**
   * The mapping that writes the same text.
   *
   * @param categorical the categorical features by name, with their types in the sample
   * @throws ContractException when the text of a type is not told, naming its columns and options
   */
  CategoryText mapping(Map<String, ColumnType> categorical) {
    Map<String, String> types = new LinkedHashMap<>();
    types.put("string", CategoryText.AS_IT_IS);
    types.put("integer", CategoryText.DIGITS);
    List<String> untold = new ArrayList<>();
    columns(categorical, ColumnType.NUMBER)
        .ifPresent(
            columns ->
                floats.ifPresentOrElse(
                    form ->
                        types.put(
                            "number",
                            form.equals("1") ? CategoryText.WHOLE : CategoryText.WITH_DECIMALS),
                    () ->
                        untold.add(
                            "%s %s a float: was 1 written as '1' or '1.0'? Pass --float-categories 1 or 1.0"
                                .formatted(columns, isOrAre(columns)))));
    columns(categorical, ColumnType.BOOLEAN)
        .ifPresent(
            columns ->
                booleans.ifPresentOrElse(
                    form -> types.put("boolean", booleanForm(form)),
                    () ->
                        untold.add(
                            "%s %s boolean: pass --boolean-categories 1 (CatBoost's own), True or true"
                                .formatted(columns, isOrAre(columns)))));
    if (!untold.isEmpty()) {
      throw new ContractException(
          "How categories were written cannot be seen in a model: " + String.join("; ", untold));
    }
    return new CategoryText(
        missing.orElse(CategoryText.NULL_TEXT), types, CategoryText.NOTHING_ESCAPED);
  }

  private static String booleanForm(String form) {
    return switch (form) {
      case "1" -> CategoryText.ONE_OR_ZERO;
      case "True" -> CategoryText.CAPITALISED;
      default -> CategoryText.WORDS;
    };
  }

  private static Optional<String> columns(Map<String, ColumnType> all, ColumnType type) {
    List<String> found =
        all.entrySet().stream()
            .filter(entry -> entry.getValue() == type)
            .map(entry -> "'" + entry.getKey() + "'")
            .toList();
    return found.isEmpty() ? Optional.empty() : Optional.of(String.join(", ", found));
  }

  private static String isOrAre(String columns) {
    return columns.contains(",") ? "are" : "is";
  }
}
